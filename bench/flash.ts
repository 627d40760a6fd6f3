import { gatherClaims } from '../src/coupons/gather-claims.ts';
import type { Bench, Told } from './figure.ts';
import { type Ground, openGround } from './ground.ts';
import { brief, inTurn, told } from './measure.ts';
import { CLIENTS, oneRow } from './one-row.ts';
import { strangers } from './strangers.ts';

export const flash: Bench = {
  name: 'flash',
  about: 'A drop: many times more callers than coupons, and refusals after the sell-out',
  async run({ short, log }) {
    const ground = await openGround();
    try {
      return [...(await drop(ground, short, log)), ...(await refusals(ground, short, log))];
    } finally {
      await ground.end();
    }
  },
};

async function drop(ground: Ground, short: boolean, log: (line: string) => void): Promise<Told[]> {
  const stock = short ? 200 : 10_000;
  const pairs = short ? 1 : 5;
  const people = await ground.people(stock * 5);
  const one = oneRow(ground.clients(CLIENTS));
  log(`${stock * 5} callers on stock ${stock}`);
  const compared = await inTurn(
    pairs,
    async () => {
      const claimable = await ground.campaign({ stock });
      const gathered = gatherClaims(ground.app);
      const began = performance.now();
      const all = await Promise.all(people.map((customerId) => gathered.claim(claimable, 'bench', { customerId })));
      const took = performance.now() - began;
      const won = all.filter(({ outcome }) => outcome === 'won').length;
      const gone = all.filter(({ outcome }) => outcome === 'gone').length;
      if (won !== stock || gone !== stock * 4) throw new Error(`stock ${stock}: ${won} won, ${gone} were refused`);
      return took;
    },
    () => timeOf(stock, one),
  );
  return [
    {
      name: 'flash drop, 50,000 callers on stock 10,000: time ÷ time of 10,000 one-row commits',
      value: compared.ratio.median,
      unit: '×',
      better: 'lower',
      floor: 0.6,
      goal: 0.25,
      reference: `${stock} commits of one row of coupon by ${CLIENTS} clients (${brief(compared.reference.median)} ms here)`,
      detail: `${told(compared.ratio)}, ${brief(compared.ours.median)} ms; exactly ${stock} won each time`,
    },
  ];
}

async function timeOf(count: number, one: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let left = count;
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (left-- > 0) await one();
    }),
  );
  return performance.now() - began;
}

async function refusals(ground: Ground, short: boolean, log: (line: string) => void): Promise<Told[]> {
  const count = short ? 2_000 : 50_000;
  const next = strangers(await ground.people(2 * count + 200));
  log('refusals after the sell-out');
  let statements = 0;
  const query = ((...args: Parameters<typeof ground.app.pool.query>) => {
    statements++;
    return ground.app.pool.query(...args);
  }) as typeof ground.app.pool.query;
  const figures: Told[] = [];
  for (const events of [false, true]) {
    const claimable = await ground.campaign({ stock: 100 });
    const gathered = gatherClaims({ ...ground.app, pool: { query } });
    let event = 0;
    const ask = async () => {
      const told = events ? { event: { id: `${claimable.campaign.id}:${event++}`, address: 'somebody' } } : {};
      return (await gathered.claim(claimable, 'bench', { customerId: next(), ...told })).outcome;
    };
    await Promise.all(Array.from({ length: 100 }, ask));
    if ((await ask()) !== 'gone') throw new Error('it was not sold out');
    statements = 0;
    let left = count - 101;
    const began = performance.now();
    await Promise.all(
      Array.from({ length: 1_024 }, async () => {
        while (left-- > 0) if ((await ask()) !== 'gone') throw new Error('somebody won after the sell-out');
      }),
    );
    const took = performance.now() - began;
    figures.push({
      name: events
        ? 'SQL statements per refused event after a sell-out (each recorded)'
        : 'SQL statements per refusal after a sell-out',
      value: statements / (count - 101),
      unit: 'statements',
      better: 'lower',
      floor: 0.01,
      goal: events ? null : 0,
      reference: '1,024 callers who hold nothing; a count',
      detail: `${statements} statements for ${count - 101} refusals, ${brief(((count - 101) * 1000) / took)} refusals/s`,
    });
  }
  return figures;
}
