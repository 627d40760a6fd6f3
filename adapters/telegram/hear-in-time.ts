import { setTimeout as sleep } from 'node:timers/promises';
import type { Heard, House, Inbound } from '../../src/chat/channel.ts';
import type { Lanes } from './lanes.ts';

/** What a person did is durable at the latest after this time, or the platform hears that it has to repeat it. */
export const IN_TIME_MS = 5000;

/**
 * Hears an event in its person's order; what takes too long is kept to be heard later. Resolves when the event is
 * durable; rejects when it is not, by the weather. `then` gets whatever hearing gives back, also when that is late.
 */
export async function hearInTime(
  house: House,
  lanes: Lanes,
  inbound: Inbound,
  then: (heard: Heard) => void,
): Promise<void> {
  const clock = new AbortController();
  const hearing = lanes(`hear ${inbound.from}`, () => house.hear(inbound)).then((heard) => {
    then(heard);
    return true;
  });
  const late = sleep(IN_TIME_MS, false, { signal: clock.signal }).catch(() => false);
  try {
    if (await Promise.race([hearing, late])) return;
  } finally {
    clock.abort();
  }
  hearing.catch((error: Error) => house.log.warn({ event: inbound.id, error: error.name }, 'A late event failed'));
  await house.keep(inbound);
}
