import { afterAll, expect, it } from 'vitest';
import { feedbackEndpoints } from '../../adapters/web/api/feedback.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { feedbackFigures } from '../../src/feedback/feedback-figures.ts';
import { listFeedback } from '../../src/feedback/list-feedback.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { sayMore } from '../../src/feedback/say-more.ts';
import { openVisits } from './visits.ts';

const visits = await openVisits();
const { run, rows, visit, person, operator } = visits;
afterAll(() => visits.close());

const stores = [(await visits.store('Station')).id, (await visits.store('Market')).id, null];
const som = await visits.staff('Som', 'manager', stores[0]);
const began = visits.clock.at;

interface Raw {
  id: string;
  store_id: string | null;
  rating: number | null;
  words: string | null;
  at: Date;
  customer: string;
}

// A history of a hundred visits: most rated, some with words, some asked about, some taken back.
const random = mulberry(20_270_301);
for (let n = 0; n < 100; n++) {
  visits.later(Math.floor(random() * 3_600_000));
  const customerId = await person(`${'ABCDE'[n % 5]}lina`);
  const use = await visit(customerId, stores[Math.floor(random() * 3)]!);
  if (random() < 0.6)
    await rows('insert into feedback_ask (redemption_id, customer_id, at) values ($1, $2, $3)', [
      use.id,
      customerId,
      visits.clock.at,
    ]);
  if (random() < 0.8) await run((tx) => rateRedemption(tx, use, 1 + Math.floor(random() * 5)));
  if (random() < 0.4) await run((tx) => sayMore(tx, use, `words ${n}`));
  if (random() < 0.1) await run((tx) => undoRedemption(tx, operator, { redemptionId: use.id, reason: 'a test' }));
}
const raw = await rows<Raw>(
  'select f.id, f.store_id, f.rating, f.words, f.at, c.name as customer from feedback f join customer c on c.id = f.customer_id',
);
const asks = await rows<{ store_id: string | null; rating: number | null; undone: boolean; at: Date }>(
  `select r.store_id, (select rating from feedback where redemption_id = r.id) as rating, r.undone_at is not null as undone, a.at
   from feedback_ask a join redemption r on r.id = a.redemption_id`,
);

/** The same figures, worked out in memory from the rows as they are. */
function expected(keep: (row: { store_id: string | null; at: Date }) => boolean) {
  const rated = raw.filter((one) => one.rating !== null && keep(one));
  const asked = asks.filter((one) => !one.undone && keep(one));
  return {
    count: rated.length,
    average: mean(rated),
    stars: [1, 2, 3, 4, 5].map((stars) => rated.filter(({ rating }) => rating === stars).length),
    asked: asked.length,
    answered: asked.filter(({ rating }) => rating !== null).length,
  };
}

const mean = (rated: Raw[]) =>
  rated.length === 0
    ? null
    : Number((rated.reduce((sum, one) => sum + one.rating!, 0) / rated.length + 1e-9).toFixed(2));

it('Figures equal what the rows come to, in all and of each store and span', async () => {
  const middle = new Date(began.getTime() + 25 * 3_600_000);
  const [station] = stores;
  const cases = [
    { which: {}, keep: () => true },
    { which: { storeId: station! }, keep: (row: { store_id: string | null }) => row.store_id === station },
    { which: { since: middle }, keep: (row: { at: Date }) => row.at >= middle },
    { which: { until: middle }, keep: (row: { at: Date }) => row.at < middle },
    { which: { campaignId: visits.gifts.id }, keep: () => true },
  ];
  for (const { which, keep } of cases) {
    const figures = await run((tx) => feedbackFigures(tx, operator, which));
    expect(figures, JSON.stringify(which)).toMatchObject(expected(keep));
    expect(figures.count).toBeGreaterThan(5);
  }
  const { stores: groups, campaigns } = await run((tx) => feedbackFigures(tx, operator, {}));
  expect(groups.map(({ id, count, average }) => ({ id, count, average }))).toEqual(
    stores
      .flatMap((id) => (id ? [{ id, rated: raw.filter((one) => one.store_id === id && one.rating !== null) }] : []))
      .map(({ id, rated }) => ({ id, count: rated.length, average: mean(rated) }))
      .toSorted((one, other) => other.count - one.count),
  );
  expect(campaigns).toMatchObject([{ id: visits.gifts.id, name: 'LATTE', count: expected(() => true).count }]);
});

it('A manager of one store reads that store alone, whatever they ask for', async () => {
  const [station, market] = stores;
  const mine = await run((tx) => feedbackFigures(tx, som, {}));
  expect(mine).toMatchObject(expected(({ store_id }) => store_id === station));
  expect(mine.survey).toBeNull();
  expect((await run((tx) => feedbackFigures(tx, som, { storeId: market! }))).count).toBe(0);
  const said = await run((tx) => listFeedback(tx, som, { size: 200 }));
  expect(new Set(said.map(({ storeId }) => storeId))).toEqual(new Set([station]));
});

it('Pages of the API hold every word once, the newest first, and no whole name', async () => {
  const list = feedbackEndpoints.find(({ name }) => name === 'listFeedback')!;
  const found: { id: string; at: string; customer: string }[] = [];
  let before: string | null = null;
  do {
    const query = list.query.parse({ limit: '7', ...(before && { before }) });
    const call = { by: operator, query };
    const page = await run(async (tx) => list.answer.parse(await list.run({ tx, ...call } as never)));
    const { feedback, next } = page as { feedback: typeof found; next: string | null };
    found.push(...feedback);
    before = next;
  } while (before);
  const newest = raw.toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
  expect(found.map(({ id }) => id)).toEqual(newest.map(({ id }) => id));
  expect(new Set(found.map(({ customer }) => customer))).toEqual(new Set(['A***', 'B***', 'C***', 'D***', 'E***']));
});

/** Random numbers that are the same each time. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
