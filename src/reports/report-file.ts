import { Staff } from '../../entities/staff.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, may } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { writeCsv } from './csv.ts';
import type { File, Linked } from './report-link.ts';
import { shows } from './shown/index.ts';
import { daysOf, type Reader } from './shown/shown.ts';

/** Whom a link was given to, if they may still read figures. */
export async function readerOf(tx: Tx, { staffId }: Linked): Promise<(Actor & { kind: 'staff' }) | undefined> {
  const staff = await tx.db.findOneBy(Staff, { id: staffId });
  const by = staff && ({ kind: 'staff', staff } as const);
  return by && may(by, 'read-figures') ? by : undefined;
}

/** What a signed link shows, as text: an SVG, or CSV; undefined when there is nothing to show (any more). */
export async function reportFile(
  tx: Tx,
  by: Actor & { kind: 'staff' },
  file: File,
  linked: Linked,
): Promise<string | undefined> {
  const { kind, from, last, which, language } = linked;
  const reader: Reader = { t: tx.shop.words(language), language, shop: tx.shop, now: tx.now };
  try {
    const shown = await shows[kind](tx, by, reader, { from, last }, which);
    if (file === 'csv') return writeCsv(shown.table, reader.t, tx.shop.currency);
    const { names, chart } = reader.t.reports;
    // A store's name may hold letters that no font of ours has; the text beside the picture says it.
    const about = [daysOf(reader, shown.scope), shown.scope.store ? chart.oneStore : ''].filter(Boolean).join(' · ');
    return shown.chart?.(names[kind], about);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
