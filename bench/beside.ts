import { expandBroadcast } from '../src/broadcasts/expand-broadcast.ts';
import type { Channel } from '../src/chat/channel.ts';
import { gatherClaims } from '../src/coupons/gather-claims.ts';
import { newId } from '../src/lib/ids.ts';
import { runSender } from '../src/outbox/run-sender.ts';
import { tellOften, waitingBroadcast } from './broadcast.ts';
import type { Bench, Told } from './figure.ts';
import { clock, type Ground, openGround } from './ground.ts';
import { brief, callers, inTurn, percentile, spread, told } from './measure.ts';
import { CLIENTS } from './one-row.ts';
import { clerks, issued } from './redeem.ts';

// What LINE allows: so many multicasts of 500 a second.
const PACE = 200;

export const beside: Bench = {
  name: 'beside',
  about: 'Claims and redemptions while a million people are told: frozen, then sent at LINE’s pace',
  async run({ short, log }) {
    const ground = await openGround();
    try {
      return await measure(ground, short ? 3_000 : 1_000_000, short, log);
    } finally {
      await ground.end();
    }
  },
};

async function measure(ground: Ground, people: number, short: boolean, log: (line: string) => void): Promise<Told[]> {
  log(`${brief(people)} people are made`);
  const ids = await ground.people(people);
  await tellOften(ground);
  const claims = gatherClaims(ground.app);
  // Elsewhere than those who are told: thousands of receipts a second are more than LINE's pace, and they go first.
  const coupons = await issued(ground, claims, short ? 4_000 : 600_000, 'counter');
  const staff = await clerks(ground);

  const claimer = async () => {
    const claimable = await ground.campaign();
    let next = 0;
    return () => claims.claim(claimable, 'bench', { customerId: ids[next++ % ids.length]! });
  };
  const redeemer = async () => async (caller: number) => {
    const code = ground.app.shop.codes.codeOf(coupons.pop()!);
    const heard = {
      id: newId(clock.now().getTime()),
      channel: 'counter',
      from: staff[caller]!.address,
      text: `/redeem ${code}`,
    };
    const { messages } = await ground.hear(heard);
    if (!messages[0]?.buttons?.some((button) => 'says' in button && button.says.startsWith('/undo ')))
      throw new Error(`not redeemed: ${messages[0]?.text}`);
  };

  // A shop that is open has redeemed before, and its tables have been looked at since.
  await callers(CLIENTS, short ? 50 : 1_000, await redeemer());
  await ground.clients(1).query('vacuum analyze');

  const [rounds, alone] = short ? [1, 150] : [3, 8_000];
  const figures: Told[] = [];
  for (const [name, open, left] of [
    ['claims', claimer, () => true],
    ['redemptions in chat', redeemer, () => coupons.length > rounds * alone * FASTEST],
  ] as const) {
    const slow = { with: [] as number[], without: [] as number[] };
    const took: number[] = [];
    const { ours, reference, ratio } = await inTurn(
      rounds,
      async () => {
        const call = await open();
        const { result, ms } = await during(ground, people, (over) => callersUntil(call)(() => over() || !left()));
        took.push(ms);
        slow.with.push(percentile(result.times, 0.99));
        return result.perSecond;
      },
      async () => {
        const call = await open();
        const result = await callers(CLIENTS, alone, call);
        slow.without.push(percentile(result.times, 0.99));
        return result.perSecond;
      },
    );
    figures.push({
      name: `${name} beside a broadcast to ${brief(people)} ÷ alone`,
      value: ratio.median,
      unit: '×',
      better: 'higher',
      floor: FLOOR,
      goal: GOAL,
      reference: `the same ${CLIENTS} callers with nothing beside them (${brief(reference.median)}/s here)`,
      detail:
        `${told(ratio)}, ${brief(ours.median)}/s; p99 ${brief(spread(slow.with).median)} ms, alone ${brief(spread(slow.without).median)} ms; ` +
        `the broadcast took ${told(spread(took.map((ms) => ms / 1000)))} s`,
    });
  }
  return figures;
}

// Both share two cores with the load itself: what a broadcast takes for a moment, claims cannot have.
const FLOOR = 0.6;
const GOAL = 0.8;
// Redemptions in a millisecond, at most: so many coupons are kept for when there is nothing beside them.
const FASTEST = 10;

type Calling = (over: () => boolean) => ReturnType<typeof callers>;

const callersUntil =
  (call: (caller: number) => Promise<unknown>): Calling =>
  async (over) => {
    const began = performance.now();
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, caller) => {
        while (!over()) {
          const at = performance.now();
          await call(caller);
          times.push(performance.now() - at);
        }
      }),
    );
    return { perSecond: (times.length * 1000) / (performance.now() - began), times };
  };

/** Has a broadcast frozen and sent, and lets callers call from its beginning to its end, or for as long as they can. */
async function during(ground: Ground, people: number, calls: Calling) {
  let taken = 0;
  const channel: Channel = {
    name: 'bench',
    abilities: { many: 500, pace: PACE, idempotent: true },
    send: async () => ({ outcome: 'sent' }),
    sendMany: async (addresses) => {
      taken += addresses.length;
      return { outcome: 'sent' };
    },
  };
  ground.app.channels.set('bench', channel);
  const id = await waitingBroadcast(ground);
  let over = false;
  const calling = calls(() => over);
  const began = performance.now();
  await expandBroadcast(ground.app, id);
  const sender = runSender(ground.app, channel);
  const waits = 'select 1 from broadcast_chunk where broadcast_id = $1 and state = $2 limit 1';
  while ((await ground.app.pool.query(waits, [id, 'waiting'])).rows.length > 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const ms = performance.now() - began;
  over = true;
  const result = await calling;
  await sender.close();
  if (taken < people * 0.8) throw new Error(`only ${taken} of ${people} were told`);
  return { result, ms };
}
