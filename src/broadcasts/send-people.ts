import { outOfQuietHours } from '../lib/dates.ts';
import { judge } from '../outbox/outcome.ts';
import { call, getsThrough, type Sending } from '../outbox/sending.ts';
import { personKey } from './blanks.ts';
import { advance, leasePeople, type Open, type Told } from './lease-people.ts';
import { holdUntilMorning } from './quiet.ts';
import { restForTheMonth } from './rest-for-the-month.ts';
import type { Round, Say, Script } from './round.ts';
import { type Settled, settlePeople } from './settle-people.ts';

// Two handfuls are on their way at once, so that the pace is kept across a slow answer. A crash leaves at most these.
export const HANDFUL = 12;
const HANDS = 2;

/**
 * People are told one by one. Where the platform has no keys that would make a repeat safe, at most once each; where it
 * has, until we know. `personal`: only those whose text differs, because many at once get all others.
 */
export function sendPeople(sending: Sending, script: Script, personal: boolean): Round {
  const flying = new Set<Promise<void>>();
  let open: Open | undefined;
  let before = Promise.resolve();

  const launch = (chunk: Open, people: Told[], say: Say) => {
    const told = tellHandful(sending, chunk, people, say);
    // Recorded in the order in which the chunk moved on.
    const earlier = before;
    before = told
      .then(async (settled) => {
        await earlier;
        await settlePeople(sending, chunk, settled);
        if (settled.usedUp) await restForTheMonth(sending, chunk.broadcastId);
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
      open ??= await leasePeople(sending, personal);
      if (!open) return false;
      const morning = outOfQuietHours(sending.app.clock.now(), open.zone ?? sending.app.shop.zone);
      if (morning > sending.app.clock.now()) {
        const held = open;
        open = undefined;
        await Promise.allSettled(flying);
        await holdUntilMorning(sending, { ...held, doubtful: held.inDoubt > 0 }, morning, 0);
        return true;
      }
      const say = await script(open);
      const chunk = open;
      const people = await advance(sending, chunk, HANDFUL);
      if (!people || people.length === 0) open = undefined;
      if (!people) void Promise.allSettled(flying).then(() => giveBack(sending, chunk));
      else if (people.length > 0) launch(chunk, people, say);
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

async function tellHandful(sending: Sending, chunk: Open, people: Told[], say: Say): Promise<Settled> {
  const settled: Settled = { people: people.length, sent: 0, exceptions: [], gone: [], rest: undefined, usedUp: false };
  await Promise.all(people.map((person) => tell(sending, chunk, person, say, settled)));
  return settled;
}

async function tell(sending: Sending, chunk: Open, person: Told, say: Say, settled: Settled): Promise<void> {
  const { channel, hold } = sending;
  const { id, address, why, doubtful } = person;
  if (why) {
    // Who may have been told before that is not among those who were not.
    settled.exceptions.push({ id, outcome: doubtful ? 'unknown' : why, reason: 'before sending' });
    return;
  }
  const messages = say(person);
  const calls = channel.abilities.many > 1 ? 1 : messages.length;
  const key = personKey(chunk.broadcastId, id);
  const sent = await call(sending, false, calls, () => channel.send(address, messages, key));
  const attempts = chunk.attempts + 1;
  if (!sent) return wait(settled, id, hold.blockedMs(), chunk.attempts, doubtful);
  const attempt = { class: 'marketing', attempts, doubtful, forgotten: false } as const;
  const verdict = judge(attempt, sent, channel.abilities, getsThrough(sending));
  settled.usedUp ||= sent.outcome === 'used-up';
  if (verdict.state === 'sent') settled.sent++;
  else if (verdict.state === 'waiting')
    wait(settled, id, verdict.afterMs, verdict.counted ? attempts : chunk.attempts, verdict.doubtful);
  else {
    if (verdict.state === 'unreachable') settled.gone.push(id);
    const outcome = verdict.state === 'failed' ? 'refused' : verdict.state;
    settled.exceptions.push({ id, outcome, reason: verdict.reason ?? '' });
  }
}

function wait(settled: Settled, id: string, afterMs: number, attempts: number, doubtful: boolean): void {
  const { ids, doubts, ...before } = settled.rest ?? { ids: [], doubts: [], afterMs: 0, attempts: 0 };
  settled.rest = {
    ids: [...ids, id],
    doubts: doubtful ? [...doubts, id] : doubts,
    afterMs: Math.max(before.afterMs, afterMs),
    attempts: Math.max(before.attempts, attempts),
  };
}
