import type { Button, Message } from '../chat/channel.ts';
import { addDays, instantOf, weekday } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { countOpen, type Day, type DayFigures, dayFigures } from './day-figures.ts';

/** A day, the same weekday before it, and what is open now. */
export interface Summary extends Day {
  store: string | null;
  figures: DayFigures;
  before: DayFigures;
  open: number;
}

/** What a day was like. */
export async function summaryOf(tx: Tx, of: Day): Promise<Summary> {
  const [store] = of.storeId ? await tx.db.query('select name from store where id = $1', [of.storeId]) : [];
  return {
    ...of,
    store: store?.name ?? null,
    figures: await dayFigures(tx, of),
    before: await dayFigures(tx, { ...of, day: addDays(of.day, -7) }),
    open: await countOpen(tx, of),
  };
}

/** True when there is nothing to tell: nothing happened, and nobody waits for an answer. */
export function isEmpty({ figures, open }: Pick<Summary, 'figures' | 'open'>): boolean {
  const { claims, purchases, redemptions, undos, joined, ratings } = figures;
  return (claims ?? 0) + purchases + redemptions + undos + (joined ?? 0) + ratings + open === 0;
}

/** A day in a few lines. */
export function summaryMessage(
  { now }: Pick<Tx, 'now'>,
  { summary: t }: Words,
  { day, zone, store, figures, before, open }: Summary,
): Message {
  const at = instantOf(day, zone, '12:00');
  const { claims, joined, ratings, average } = figures;
  const lines = isEmpty({ figures, open })
    ? [t.nothing()]
    : [
        figures.purchases + before.purchases > 0 ? t.sold(figures) : '',
        claims === null ? '' : t.claims(claims),
        t.redeemed(figures),
        figures.undos > 0 ? t.undos(figures.undos) : '',
        figures.points > 0 ? t.points(figures.points) : '',
        joined === null ? '' : t.joined(joined),
        ratings > 0 ? t.ratings(ratings, average!) : '',
        open > 0 ? t.open(open) : '',
        t.before(weekday(at, zone), before),
      ];
  const buttons: Button[] = open > 0 ? [{ label: t.tickets(), says: '/tickets' }] : [];
  return {
    title: t.title(store, weekday(at, zone), at, now, zone),
    text: lines.filter(Boolean).join('\n'),
    buttons,
  };
}
