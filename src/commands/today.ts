import { inLanguage, type Terms } from '../campaigns/terms.ts';
import { redeemedToday } from '../coupons/redeemed-today.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

const LINES = 15;

/** `/today`: what was redeemed today, by me, here, and of each coupon. */
export const today: Command = {
  name: 'today',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, person } = said;
    const { store, mine, all, coupons, lines } = await redeemedToday(tx, by);
    const title = t.counter.todayTitle(store?.name ?? null);
    if (lines.length === 0 && all.count === 0) return { title, text: t.counter.todayNone() };
    const name = (terms: Terms) => inLanguage(terms.name, person.language, tx.shop.language);
    const text = [
      t.counter.todayMine(mine.count, mine.discountMinor),
      t.counter.todayAll(all.count, all.discountMinor),
      '',
      ...coupons.map((one) => t.counter.todayCoupon(name(one.terms), one.count, one.discountMinor)),
      '',
      ...lines
        .slice(-LINES)
        .map(({ terms, discountMinor: discount, ...line }) =>
          t.counter.todayLine({ ...line, discount, name: name(terms) }, store?.zone ?? undefined),
        ),
      lines.length > 0 ? t.counter.todayUndo() : '',
    ];
    return { title, text: text.join('\n').trim() };
  },
};
