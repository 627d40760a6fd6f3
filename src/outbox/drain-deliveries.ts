import { askWithReceipts } from '../feedback/ask-with-receipts.ts';
import { deliver } from './deliver.ts';
import { type Leased, leaseDeliveries } from './lease-deliveries.ts';
import { recordEndings } from './record-endings.ts';
import { pause, type Sending } from './sending.ts';
import { roomOf } from './used-up.ts';

// Messages that may be on their way at once; also the most whose end a crash can leave unknown.
const OWED = 50;
const MARKETING = 25;
/**
 * A receipt leaves within this time of its commit. NOTIFY would be a little quicker, but it takes one lock over all
 * commits of the database, and the commits that post receipts are the ones at the counter.
 */
export const POLL_MS = 150;

/** Sends what waits in the outbox until the sender is over; resolves when nothing is on its way any more. */
export async function drainDeliveries(sending: Sending): Promise<void> {
  const record = recordEndings(sending);
  const lanes = new Map<string, Promise<void>>();
  const flying = { owed: new Set<Promise<void>>(), marketing: new Set<Promise<void>>() };

  const launch = (leased: Leased, among: Set<Promise<void>>) => {
    // What a person is told first arrives first.
    const before = lanes.get(leased.address) ?? Promise.resolve();
    const flight = before
      .then(() => deliver(sending, leased))
      .catch((error) => ({ state: 'failed', reason: `bug: ${String(error).slice(0, 200)}` }) as const)
      .then((ending) => record(leased, ending));
    lanes.set(leased.address, flight);
    among.add(flight);
    void flight.finally(() => {
      among.delete(flight);
      if (lanes.get(leased.address) === flight) lanes.delete(leased.address);
    });
  };

  const fill = async (kind: 'owed' | 'marketing', most: number): Promise<boolean> => {
    const flown = flying.owed.size + flying.marketing.size;
    const room = roomOf(sending, most - flying[kind].size, flown);
    const leased = room > 0 ? await leaseDeliveries(sending, kind, room) : [];
    if (kind === 'owed') await letQuestionsRide(sending, leased);
    for (const one of leased) launch(one, flying[kind]);
    return leased.length === room;
  };

  while (!sending.over()) {
    // A full house has more waiting: the next look is worth it as soon as a place is free.
    let full = false;
    if (sending.hold.blockedMs() === 0) {
      try {
        full = await fill('owed', OWED);
        full = (await fill('marketing', MARKETING)) || full;
      } catch (error) {
        sending.app.log.warn({ channel: sending.channel.name, error: String(error) }, 'The outbox cannot be read');
      }
    }
    if (full) await Promise.race([...flying.owed, ...flying.marketing, pause(POLL_MS)]).then(() => pause(5));
    else if (!sending.over()) await sending.nap.sleep(POLL_MS);
  }
  // Others sleep longer between two looks than a lease lasts.
  sending.nap.wake();
  await Promise.allSettled([...flying.owed, ...flying.marketing]);
}

/** A receipt is owed, the question with it is not: without the database it goes alone. */
async function letQuestionsRide({ app }: Sending, leased: Leased[]): Promise<void> {
  const query = async (text: string, values: unknown[]) => (await app.pool.query(text, values)).rows;
  try {
    await askWithReceipts({ shop: app.shop, now: app.clock.now(), query }, leased);
  } catch (error) {
    app.log.warn({ error: String(error) }, 'Receipts leave without a question');
  }
}
