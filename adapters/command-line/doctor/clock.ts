import type { Finding } from '../../adapter.ts';
import type { Surroundings } from '../command.ts';

const MOST_MS = 2_000;
const PATIENCE_MS = 5_000;

/** What a difference of two clocks means. */
export function clockFinding(name: string, aheadMs: number, whose: string, uncertainMs = 0): Finding {
  if (Math.abs(aheadMs) <= MOST_MS + uncertainMs) return { name, ok: true, says: `The clock agrees with ${whose}.` };
  const seconds = Math.abs(aheadMs / 1000).toFixed(1);
  const says = `This machine's clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} ${whose}.`;
  return { name, ok: false, says, remedy: 'Switch on time synchronisation (NTP) on both machines.' };
}

/** Compares with the Date header of a server; nothing when there is no answer, which others report. */
export async function examineHttpClock(
  { clock }: Surroundings,
  name: string,
  whose: string,
  url: string,
  headers: Record<string, string>,
): Promise<Finding[]> {
  const asked = clock.now().getTime();
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => undefined);
  const heard = clock.now().getTime();
  await answer?.body?.cancel();
  const date = Date.parse(answer?.headers.get('date') ?? '');
  // Whole seconds: the true time lies within the second after it.
  return Number.isNaN(date) ? [] : [clockFinding(name, (asked + heard) / 2 - (date + 500), whose, 500)];
}
