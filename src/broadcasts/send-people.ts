import type { Message } from '../chat/channel.ts';
import { outOfQuietHours } from '../lib/dates.ts';
import { judge } from '../outbox/outcome.ts';
import { call, getsThrough, type Sending } from '../outbox/sending.ts';
import { advance, leasePeople, type Open, type Told } from './lease-people.ts';
import { holdUntilMorning } from './quiet.ts';
import type { Round, Script } from './round.ts';
import { type Settled, settlePeople } from './settle-people.ts';

// Two handfuls are on their way at once, so that the pace is kept across a slow answer. A crash leaves at most these.
export const HANDFUL = 12;
const HANDS = 2;

/** People are told one by one, at most once each: the platform has no keys that would make a repeat safe. */
export function sendPeople(sending: Sending, script: Script): Round {
  const flying = new Set<Promise<void>>();
  let open: Open | undefined;
  let before = Promise.resolve();

  const launch = (chunk: Open, people: Told[], messages: Message[]) => {
    const told = tellHandful(sending, chunk, people, messages);
    // Recorded in the order in which the chunk moved on.
    const earlier = before;
    before = told
      .then(async (settled) => {
        await earlier;
        await settlePeople(sending, chunk, settled);
      })
      .catch((error) =>
        sending.app.log.error({ chunk: chunk.id, error: String(error) }, 'A handful could not be told'),
      );
    const flight = before;
    flying.add(flight);
    void flight.finally(() => flying.delete(flight));
  };

  return {
    async next() {
      if (flying.size >= HANDS) {
        await Promise.race(flying);
        return true;
      }
      open ??= await leasePeople(sending);
      if (!open) return false;
      const morning = outOfQuietHours(sending.app.clock.now(), open.zone ?? sending.app.shop.zone);
      if (morning > sending.app.clock.now()) {
        const held = open;
        open = undefined;
        await Promise.allSettled(flying);
        await holdUntilMorning(sending, held, morning, 0);
        return true;
      }
      const messages = await script(open.broadcastId, open.language);
      const chunk = open;
      const people = await advance(sending, chunk, HANDFUL);
      if (!people || people.length === 0) open = undefined;
      if (!people) void Promise.allSettled(flying).then(() => giveBack(sending, chunk));
      else if (people.length > 0) launch(chunk, people, messages);
      return true;
    },
    async landed() {
      await Promise.allSettled(flying);
      if (open) await giveBack(sending, open);
    },
  };
}

async function giveBack({ app, hold }: Sending, { id }: Open): Promise<void> {
  const text = `update broadcast_chunk set lease_token = null, lease_until = null where id = $1 and lease_token = $2`;
  await app.pool.query(text, [id, hold.token]).catch(() => undefined);
}

async function tellHandful(sending: Sending, chunk: Open, people: Told[], messages: Message[]): Promise<Settled> {
  const settled: Settled = { people: people.length, sent: 0, exceptions: [], gone: [], rest: undefined };
  await Promise.all(people.map((person) => tell(sending, chunk, person, messages, settled)));
  return settled;
}

async function tell(
  sending: Sending,
  chunk: Open,
  { id, address, why }: Told,
  messages: Message[],
  settled: Settled,
): Promise<void> {
  const { channel, hold } = sending;
  if (why) {
    settled.exceptions.push({ id, outcome: why, reason: 'before sending' });
    return;
  }
  const sent = await call(sending, false, messages.length, () => channel.send(address, messages, chunk.id));
  const attempts = chunk.attempts + 1;
  if (!sent) return wait(settled, id, hold.blockedMs(), chunk.attempts);
  const verdict = judge(
    { class: 'marketing', attempts, doubtful: false, forgotten: true },
    sent,
    channel.abilities,
    getsThrough(sending),
  );
  if (verdict.state === 'sent') settled.sent++;
  else if (verdict.state === 'waiting') wait(settled, id, verdict.afterMs, verdict.counted ? attempts : chunk.attempts);
  else {
    if (verdict.state === 'unreachable') settled.gone.push(id);
    const outcome = verdict.state === 'failed' ? 'refused' : verdict.state;
    settled.exceptions.push({ id, outcome, reason: verdict.reason ?? '' });
  }
}

function wait(settled: Settled, id: string, afterMs: number, attempts: number): void {
  const { ids, afterMs: before, attempts: most } = settled.rest ?? { ids: [], afterMs: 0, attempts: 0 };
  settled.rest = { ids: [...ids, id], afterMs: Math.max(before, afterMs), attempts: Math.max(most, attempts) };
}
