import { setTimeout as sleep } from 'node:timers/promises';
import type { Sent } from '../../src/chat/channel.ts';

const WAITS = [300, 1000, 2500, 5000];

/**
 * Tries again what failed by the platform's weather, a few times and not beyond `deadline` (monotonic ms). An answer
 * is owed, so it is repeated even when the first try may have arrived; bulk says `onlyUnsent`.
 */
export async function patiently(
  deadline: number,
  signal: AbortSignal,
  attempt: () => Promise<Sent>,
  onlyUnsent = false,
): Promise<Sent> {
  for (let tries = 0; ; tries += 1) {
    const sent = await attempt();
    if (sent.outcome !== 'later' && (sent.outcome !== 'unknown' || onlyUnsent)) return sent;
    // Held back with the whole bot: be at the gate just before it opens, so that bulk does not slip in.
    const held = sent.outcome === 'later' && sent.whole === true;
    const ms = held ? Math.max(10, sent.afterMs - 50) : WAITS.at(tries);
    if (ms === undefined || performance.now() + ms > deadline || signal.aborted) return sent;
    if (!(await sleep(ms, true, { signal }).catch(() => false))) return sent;
  }
}
