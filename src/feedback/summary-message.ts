import type { Button, Message } from '../chat/channel.ts';
import { addDays, instantOf, wallTime, weekday } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { countOpen, type Day, type DayFigures, dayFigures } from './day-figures.ts';

/** A day, the same weekday before it up to the same hour, and what is open now. */
export interface Summary extends Day {
  store: string | null;
  figures: DayFigures;
  before: DayFigures;
  open: number;
}

/** What a day was like. */
export async function summaryOf(tx: Tx, of: Day): Promise<Summary> {
  // Of today all that there is; a till's clock may be ahead.
  const { until: _, ...whole } = of;
  const [store] = of.storeId ? await tx.db.query('select name from store where id = $1', [of.storeId]) : [];
  return {
    ...of,
    store: store?.name ?? null,
    figures: await dayFigures(tx, whole),
    before: await dayFigures(tx, weekBefore(of)),
    open: await countOpen(tx, of),
  };
}

/** The same weekday before; of a day that is not over up to the same hour. */
function weekBefore({ until, ...of }: Day): Day {
  const day = addDays(of.day, -7);
  return { ...of, day, ...(until && { until: instantOf(day, of.zone, wallTime(until, of.zone)) }) };
}

/** True when there is nothing to tell: nothing happened, and nobody waits for an answer. */
export function isEmpty({ figures, open }: Pick<Summary, 'figures' | 'open'>): boolean {
  const { claims, purchases, redemptions, undos, joined, ratings } = figures;
  return (claims ?? 0) + purchases + redemptions + undos + (joined ?? 0) + ratings + open === 0;
}

/** What a day is called, with the store where it is of one. */
export function summaryTitle({ now }: Pick<Tx, 'now'>, { summary: t }: Words, { day, zone, store }: Summary): string {
  const at = instantOf(day, zone, '12:00');
  return t.title(store, weekday(at, zone), at, now, zone);
}

/** A day line by line. */
export function summaryLines(
  { summary: t }: Words,
  { day, zone, figures, before, open, until }: Omit<Summary, 'store' | 'storeId'>,
): string[] {
  if (isEmpty({ figures, open })) return [until ? t.nothingYet() : t.nothing()];
  const { claims, joined, ratings, average } = figures;
  const at = instantOf(day, zone, '12:00');
  const lines = [
    figures.purchases + before.purchases > 0 ? t.sold(figures) : '',
    claims === null ? '' : t.claims(claims),
    t.redeemed(figures),
    figures.undos > 0 ? t.undos(figures.undos) : '',
    figures.points > 0 ? t.points(figures.points) : '',
    joined === null ? '' : t.joined(joined),
    ratings > 0 ? t.ratings(ratings, average!) : '',
    open > 0 ? t.open(open) : '',
    t.before(weekday(at, zone), before, until ? wallTime(until, zone) : null),
  ];
  return lines.filter(Boolean);
}

/** A day in a few lines. */
export function summaryMessage(tx: Pick<Tx, 'now'>, t: Words, summary: Summary): Message {
  const buttons: Button[] = summary.open > 0 ? [{ label: t.summary.tickets(), says: '/tickets' }] : [];
  return { title: summaryTitle(tx, t, summary), text: summaryLines(t, summary).join('\n'), buttons };
}
