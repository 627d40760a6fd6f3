import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Clocks of machines are seldom exact, and some tills know nothing of zones: as far ahead as files may be, too. */
const AHEAD_MS = 86_400_000;

/** Refuses what has not happened yet: it would count for days to come, and nobody looks for it again when they have. */
export function refuseFuture({ now }: Pick<Tx, 'now'>, at: Date | undefined, aheadMs = AHEAD_MS): void {
  if (at && at.getTime() > now.getTime() + aheadMs)
    throw new Refusal('body-invalid', { field: 'at', problem: 'future' });
}
