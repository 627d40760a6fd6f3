import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Clocks of machines are seldom exact, and some tills know nothing of zones: as far ahead as files may be, too. */
const AHEAD_MS = 86_400_000;

/** As far back as files go: what is earlier is a clock that was never set, and would make an interval of centuries. */
const EARLIEST = Date.UTC(1990, 0, 1);

/** Refuses what has not happened yet (it would count for days to come), and what cannot have: before 1990. */
export function refuseFuture({ now }: Pick<Tx, 'now'>, at: Date | undefined, aheadMs = AHEAD_MS): void {
  if (at && at.getTime() > now.getTime() + aheadMs)
    throw new Refusal('body-invalid', { field: 'at', problem: 'future' });
  if (at && at.getTime() < EARLIEST) throw new Refusal('body-invalid', { field: 'at', problem: 'before-1990' });
}
