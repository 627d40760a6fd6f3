import { inLanguage } from '../campaigns/terms.ts';
import { issuePaper } from '../coupons/issue-paper.ts';
import { readHolder } from '../coupons/paper-holder.ts';
import { wallTime } from '../lib/dates.ts';
import { authorise } from '../staff/actor.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

const LINE = /^(\S+)\s+(\S+)\s+(\S[\s\S]*)$/;
/** A day at the end, as people write it. */
const DATE = /\s+(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;

/** `/paper REF NUMBER HOLDER [DATE]`: registers a coupon that was handed out on paper. */
export const paper: Command = {
  name: 'paper',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    authorise(by, 'redeem');
    const { tx, t, person, ask } = said;
    const text = said.args.normalize('NFKC');
    const [, campaign, number, rest] = LINE.exec(text) ?? [];
    if (!campaign || !number || !rest) {
      ask('/paper');
      return { text: t.paper.how(), buttons: [{ label: t.chat.cancel(), says: '/cancel' }] };
    }
    const [, year, month, day] = DATE.exec(rest) ?? [];
    const date = year && `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
    const holder = readHolder(rest.replace(DATE, ''), tx.shop.currency);
    const done = await issuePaper(tx, by, { campaign, number, holder, date }, person.language);
    const { terms, campaign: its } = done.facts;
    const until = wallTime(done.validUntil, its.zone) === '00:00' ? t.coupons.validThrough : t.coupons.validUntil;
    return {
      title: inLanguage(terms.name, person.language, tx.shop.language),
      text: `${t.paper.done(done.number, done.holder)}\n${until(done.validUntil, tx.now, its.zone)}\n${t.paper.use(done.number)}`,
      buttons: [
        { label: t.paper.check(), says: `/check ${done.number}` },
        { label: t.paper.next(), says: '/paper' },
      ],
    };
  },
};
