import type { Words } from '../words/index.ts';
import type { Counts } from './counts.ts';
import type { Kind } from './kinds.ts';

/** What has come of a file so far, line by line in plain words. */
export function tellImport(t: Words, { kind, dry, counts }: { kind: Kind; dry: boolean; counts: Counts }): string[] {
  const say = t.importFigures;
  const { rows, taken, again, refused, amountMinor, customersNew, customersKnown } = counts;
  const money = kind === 'purchases' || kind === 'refunds' ? amountMinor : null;
  return [
    say.rows(rows),
    say.taken[kind](taken, money, dry),
    ...(again > 0 ? [say.again(again)] : []),
    ...(customersNew > 0 ? [say.customersNew(customersNew, dry)] : []),
    ...(customersKnown > 0 ? [say.customersKnown(customersKnown)] : []),
    ...(refused > 0 ? [say.refused(refused)] : []),
  ];
}
