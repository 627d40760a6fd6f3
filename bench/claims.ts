import type { Claimable } from '../src/coupons/claimable.ts';
import { type Claims, gatherClaims } from '../src/coupons/gather-claims.ts';
import type { Bench, Told } from './figure.ts';
import { type Ground, openGround } from './ground.ts';
import { brief, callers, inTurn, percentile, told } from './measure.ts';
import { CLIENTS, oneRow } from './one-row.ts';
import { classicClaim, singleStatement } from './other-claims.ts';
import { strangers } from './strangers.ts';

export const claims: Bench = {
  name: 'claims',
  about: 'Durable claims of one hot campaign with limited stock and a unique code each',
  async run({ short, log }) {
    const ground = await openGround();
    try {
      return await measure(ground, short, log);
    } finally {
      await ground.end();
    }
  },
};

async function measure(ground: Ground, short: boolean, log: (line: string) => void): Promise<Told[]> {
  const ms = short ? 150 : 1_500;
  const pairs = short ? 1 : 5;
  const pool = ground.clients(CLIENTS);
  const people = await ground.people(short ? 20_000 : 250_000);
  const gathered = gatherClaims(ground.app);
  const reference = async () => (await callers(CLIENTS, ms, oneRow(pool))).perSecond;
  const claimBy = (count: number) => async () => {
    const claimable = await ground.campaign({ stock: 100_000_000 });
    return callers(count, ms, claimOne(gathered, claimable, strangers(people)));
  };
  const speedOf = (count: number) => async () => (await claimBy(count)()).perSecond;

  await callers(CLIENTS, ms / 3, oneRow(pool));
  await claimBy(1_024)();
  log('claims against one-row commits');
  const many = await inTurn(pairs, speedOf(1_024), reference);
  const few = await inTurn(pairs, speedOf(CLIENTS), reference);
  log('claims against the best single statement');
  const single = await singleStatement(ground, pool, people, ms, short ? 1 : 2);
  log('claims against the classic transaction');
  const classic = await classicClaim(ground, pool, strangers(people));
  const tail = async (run: Promise<{ times: number[] }>) => percentile((await run).times, 0.99);
  const p99 = await inTurn(
    Math.min(pairs, 3),
    () => tail(claimBy(1_024)()),
    () => tail(callers(CLIENTS, ms, classic)),
  );
  const f = `${CLIENTS} clients that each commit one row of coupon (${brief(many.reference.median)}/s here)`;
  return [
    {
      name: 'claims at 1,024 callers ÷ one-row commits',
      ...higher(many.ratio.median, 4, 10),
      reference: f,
      detail: `${told(many.ratio)}, ${brief(many.ours.median)} claims/s`,
    },
    {
      name: 'claims at 64 callers ÷ one-row commits',
      ...higher(few.ratio.median, null, null),
      reference: f,
      detail: `${told(few.ratio)}, ${brief(few.ours.median)} claims/s`,
    },
    {
      name: 'claims ÷ best single-statement claim',
      ...higher(many.ours.median / single.best, 20, 50),
      reference: `${single.name}, ${CLIENTS} clients (${brief(single.best)}/s here)`,
      detail: single.all,
    },
    {
      name: 'claim p99 at 1,024 callers ÷ classic claim p99 at 64',
      value: p99.ratio.median,
      unit: '×',
      better: 'lower',
      floor: 0.5,
      goal: 0.2,
      reference: 'begin, select for update, insert, update, commit',
      detail: `${told(p99.ours)} ms against ${told(p99.reference)} ms`,
    },
  ];
}

const higher = (value: number, floor: number | null, goal: number | null) =>
  ({ value, unit: '×', better: 'higher', floor, goal }) as const;

/** One claim that must be won. */
export function claimOne(gathered: Claims, claimable: Claimable, next: () => string): () => Promise<void> {
  return async () => {
    const { outcome } = await gathered.claim(claimable, 'bench', { customerId: next() });
    if (outcome !== 'won') throw new Error(`a claim was ${outcome}`);
  };
}
