import { Feedback, faults } from '../../entities/feedback.ts';
import type { Button } from '../chat/channel.ts';
import { question } from '../feedback/ask-with-receipts.ts';
import { findVisit } from '../feedback/find-visit.ts';
import { rateRedemption } from '../feedback/rate-redemption.ts';
import { readWords } from '../feedback/read-words.ts';
import { sayFault } from '../feedback/say-fault.ts';
import { sayMore } from '../feedback/say-more.ts';
import { FAIR, LOW, readStars } from '../feedback/stars.ts';
import type { Command } from './command.ts';

/** `/rate [use of a coupon] [1-5 | why-… | words]`: stars for a visit, the last one when none is named; then what was not good, and words. */
export const rate: Command = {
  name: 'rate',
  who: 'customer',
  async run({ tx, person, t, args, ask }) {
    const [, token, rest = ''] = /^(?:([A-Za-z0-9_-]{36})(?:\s+|$))?([\s\S]*)$/.exec(args)!;
    const visit = await findVisit(tx, person.customer.id, token);
    const named = tx.shop.codes.tokenOf(visit.id);
    if (rest.trim().toLowerCase() === 'skip') return { text: t.feedback.allRight() };
    const more = (text: string, choices: Button[]) => {
      ask(`/rate ${named}`);
      return { text, buttons: [...choices, { label: t.feedback.skip(), says: `/rate ${named} skip` }] };
    };
    const stars = readStars(rest);
    if (stars !== undefined) {
      const { words } = await rateRedemption(tx, visit, stars);
      const said = stars <= LOW ? t.feedback.sorry(stars) : t.feedback.thanks(stars);
      if (words) return { text: said };
      const choose = stars <= FAIR;
      const why = faults.map((one) => ({ label: t.faults[one], says: `/rate ${named} why-${one}` }));
      return more(`${said}\n${choose ? t.faults.which() : t.feedback.tellMore()}`, choose ? why : []);
    }
    const fault = faults.find((one) => rest.trim().toLowerCase() === `why-${one}`);
    if (fault) {
      const { words } = await sayFault(tx, visit, fault);
      return words ? { text: t.feedback.allRight() } : more(`${t.feedback.allRight()}\n${t.feedback.tellMore()}`, []);
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
