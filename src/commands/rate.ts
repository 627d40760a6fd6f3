import { Feedback } from '../../entities/feedback.ts';
import { question } from '../feedback/ask-with-receipts.ts';
import { findVisit } from '../feedback/find-visit.ts';
import { rateRedemption } from '../feedback/rate-redemption.ts';
import { readWords } from '../feedback/read-words.ts';
import { sayMore } from '../feedback/say-more.ts';
import { LOW, readStars } from '../feedback/stars.ts';
import type { Command } from './command.ts';

/** `/rate [use of a coupon] [1-5 | words]`: stars for a visit, the last one when none is named; then words, as one likes. */
export const rate: Command = {
  name: 'rate',
  who: 'customer',
  async run({ tx, person, t, args, ask }) {
    const [, token, rest = ''] = /^(?:([A-Za-z0-9_-]{36})(?:\s+|$))?([\s\S]*)$/.exec(args)!;
    const visit = await findVisit(tx, person.customer.id, token);
    const named = tx.shop.codes.tokenOf(visit.id);
    if (rest.trim().toLowerCase() === 'skip') return { text: t.feedback.allRight() };
    const stars = readStars(rest);
    if (stars !== undefined) {
      const { words } = await rateRedemption(tx, visit, stars);
      const said = stars <= LOW ? t.feedback.sorry(stars) : t.feedback.thanks(stars);
      if (words) return { text: said };
      ask(`/rate ${named}`);
      return {
        text: `${said}\n${t.feedback.tellMore()}`,
        buttons: [{ label: t.feedback.skip(), says: `/rate ${named} skip` }],
      };
    }
    if (!readWords(rest)) {
      const [store] = await tx.db.query('select name from store where id = $1', [visit.storeId]);
      return question(tx.shop, person.language, visit.id, store?.name ?? null);
    }
    const answered = await sayMore(tx, visit, rest);
    const rated = await tx.db.findOneByOrFail(Feedback, { redemptionId: visit.id });
    const kept = answered ? t.feedback.wordsPassedOn() : t.feedback.wordsKept();
    return rated.rating === null
      ? [{ text: kept }, question(tx.shop, person.language, visit.id, null)]
      : { text: kept };
  },
};
