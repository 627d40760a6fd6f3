import { afterAll, expect, it } from 'vitest';
import type { Message } from '../../src/chat/channel.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { askWithReceipts } from '../../src/feedback/ask-with-receipts.ts';
import { findVisit } from '../../src/feedback/find-visit.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { sayMore } from '../../src/feedback/say-more.ts';
import { changeFeedbackSettings } from '../../src/feedback/settings.ts';
import { readStars } from '../../src/feedback/stars.ts';
import { refusal } from '../coupons/counter.ts';
import { openVisits } from './visits.ts';

const visits = await openVisits();
const { run, rows, shop, visit, person, clock } = visits;
afterAll(() => visits.close());

const HOUR = 3_600_000;
const NOON = new Date('2026-11-23T04:00:00Z');

/** How many of these receipts leave with a question. */
async function asked(redemptions: string[], zone: string | null = null): Promise<string[]> {
  const leaving = redemptions.map((id) => {
    const messages: Message[] = [{ text: 'receipt' }];
    return { subject: `receipt:${id}`, zone, messages };
  });
  await askWithReceipts({ shop, now: clock.at, query: (text, values) => rows(text, values) }, leaving);
  return leaving.filter(({ messages }) => messages.length === 2).map(({ subject }) => subject.slice(8));
}

it('Two taps at once make one row and one ticket', async () => {
  const mali = await person('Mali');
  const what = await visit(mali);
  await Promise.all([1, 1, 2, 1].map((stars) => run((tx) => rateRedemption(tx, what, stars))));
  expect(await rows('select count(*)::int as n from feedback where redemption_id = $1', [what.id])).toEqual([{ n: 1 }]);
  expect(await rows('select count(*)::int as n from ticket where customer_id = $1', [mali])).toEqual([{ n: 1 }]);
});

it('Only whoever used a coupon rates it', async () => {
  const [mali, ken] = [await person('Mali'), await person('Ken')];
  const { id } = await visit(mali);
  const token = shop.codes.tokenOf(id);
  expect((await run((tx) => findVisit(tx, mali, token))).id).toBe(id);
  expect((await refusal(run((tx) => findVisit(tx, ken, token)))).code).toBe('visit-unknown');
  expect((await refusal(run((tx) => findVisit(tx, ken, `${token.slice(0, -1)}A`)))).code).toBe('visit-unknown');
});

it('Stars can be thought over for a day, in the one row', async () => {
  clock.at = NOON;
  const what = await visit(await person('Mali'));
  await run((tx) => rateRedemption(tx, what, 5));
  visits.later(23 * HOUR);
  await run((tx) => rateRedemption(tx, what, 3));
  visits.later(HOUR);
  expect((await refusal(run((tx) => rateRedemption(tx, what, 1)))).code).toBe('rating-settled');
  expect(await rows('select rating from feedback where redemption_id = $1', [what.id])).toEqual([{ rating: 3 }]);
});

it('Stars may come long after the words', async () => {
  clock.at = NOON;
  const what = await visit(await person('Mali'));
  await run((tx) => sayMore(tx, what, 'Lovely'));
  visits.later(30 * HOUR);
  await run((tx) => rateRedemption(tx, what, 5));
  expect(await rows('select rating, words from feedback where redemption_id = $1', [what.id])).toEqual([
    { rating: 5, words: 'Lovely' },
  ]);
});

it('A person is asked about one use in fourteen days, however many senders ask at once', async () => {
  clock.at = NOON;
  const people = await Promise.all(Array.from({ length: 12 }, (_, n) => person(`Mali ${n}`)));
  const mali = people[0]!;
  for (const one of people) {
    const uses = [await visit(one), await visit(one), await visit(one)];
    const told = await Promise.all(uses.map(({ id }) => asked([id])));
    expect(told.flat()).toHaveLength(1);
  }
  visits.later(14 * 24 * HOUR - 1);
  const early = (await visit(mali)).id;
  expect(await asked([early])).toEqual([]);
  visits.later(1);
  const due = (await visit(mali)).id;
  expect(await asked([early, due])).toEqual([due]);
});

it('A receipt that is sent again carries its question again', async () => {
  clock.at = NOON;
  const { id } = await visit(await person('Mali'));
  expect(await asked([id])).toEqual([id]);
  clock.at = new Date('2026-11-23T18:00:00Z');
  expect(await asked([id])).toEqual([id]);
});

it('Nobody is asked at night where they are', async () => {
  clock.at = new Date('2026-11-23T13:00:00Z');
  const [mali, ken] = [await visit(await person('Mali')), await visit(await person('Ken'))];
  expect(await asked([mali.id])).toEqual([]);
  expect(await asked([ken.id], 'Europe/London')).toEqual([ken.id]);
});

it('Nobody is asked about what was taken back, and that asking does not count', async () => {
  clock.at = NOON;
  const mali = await person('Mali');
  const boss = await visits.staff('Somchai', 'manager');
  const back = async (redemptionId: string) =>
    run((tx) => undoRedemption(tx, boss, { redemptionId, reason: 'a test' }));
  const first = (await visit(mali)).id;
  await back(first);
  expect(await asked([first])).toEqual([]);
  const second = (await visit(mali)).id;
  expect(await asked([second])).toEqual([second]);
  await back(second);
  const third = (await visit(mali)).id;
  expect(await asked([third])).toEqual([third]);
  expect((await refusal(run((tx) => findVisit(tx, mali, shop.codes.tokenOf(second))))).code).toBe('visit-undone');
});

it('The shop chooses the days between, and whether to ask at all', async () => {
  clock.at = NOON;
  const mali = await person('Mali');
  expect(await asked([(await visit(mali)).id])).toHaveLength(1);
  await run((tx) => changeFeedbackSettings(tx, visits.operator, { askDays: 1 }));
  visits.later(25 * HOUR);
  expect(await asked([(await visit(mali)).id])).toHaveLength(1);
  await run((tx) => changeFeedbackSettings(tx, visits.operator, { askDays: 0 }));
  expect(await asked([(await visit(await person('Ken'))).id])).toEqual([]);
  await run((tx) => changeFeedbackSettings(tx, visits.operator, { askDays: 14 }));
});

it('Stars are read as people write them', () => {
  const said = ['1', '５', ' 4 ★', '3★', '★★', '⭐️⭐️⭐️', '2 stars', '五', '三顆星', '四颗星', '5星', '1 star'];
  expect(said.map(readStars)).toEqual([1, 5, 4, 3, 2, 3, 2, 5, 3, 4, 5, 1]);
  const words = ['', '0', '6', '55', '4.5', '3 people before me', '★★★★★★', 'star', '一般', '五星級的服務'];
  expect(words.map(readStars)).toEqual(words.map(() => undefined));
});
