import { afterAll, expect, it } from 'vitest';
import { haveIdea } from '../../src/ideas/have-idea.ts';
import { countIdeas, listIdeas } from '../../src/ideas/list-ideas.ts';
import { tagIdea } from '../../src/ideas/tag-idea.ts';
import { ideas } from '../../src/reports/ideas.ts';
import { refusal } from '../coupons/counter.ts';
import { openVisits } from './visits.ts';

const visits = await openVisits();
const { run, rows, person, operator, noi, clock } = visits;
const ploy = await visits.staff('Ploy', 'marketer');
afterAll(() => visits.close());

const DAY = 86_400_000;
const refs = async () => (await run((tx) => listIdeas(tx, ploy, { page: 1, size: 100 }))).ideas.map(({ ref }) => ref);

it('An idea sent twice at once is one idea, and five a day are enough', async () => {
  const mali = await person('Mali');
  await Promise.all([1, 2, 3].map(() => run((tx) => haveIdea(tx, mali, 'Oat milk'))));
  expect(await rows('select words, tags from idea where customer_id = $1', [mali])).toEqual([
    { words: 'Oat milk', tags: [] },
  ]);
  const more = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((n) => run((tx) => haveIdea(tx, mali, `Idea ${n}`))));
  expect(more.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  expect((await refusal(run((tx) => haveIdea(tx, mali, 'One more')))).code).toBe('idea-enough');
  clock.at = new Date(clock.at.getTime() + DAY);
  await run((tx) => haveIdea(tx, mali, 'One more'));
});

it('Two who file an idea at once lose no tag, and counts are what the rows say', async () => {
  await rows('truncate idea');
  const [mali, ken] = [await person('Mali'), await person('Ken')];
  await run((tx) => haveIdea(tx, mali, 'Oat milk'));
  visits.later(1000);
  await run((tx) => haveIdea(tx, ken, '=Later opening'));
  visits.later(1000);
  await run((tx) => haveIdea(tx, ken, 'More seats'));
  const [seats, later, oat] = (await refs()) as [string, string, string];
  await Promise.all([
    run((tx) => tagIdea(tx, ploy, oat, { on: ['Menu', 'drinks'] })),
    run((tx) => tagIdea(tx, operator, oat.toLowerCase(), { on: ['#VEGAN'] })),
    run((tx) => tagIdea(tx, ploy, later, { on: ['hours', 'menu'] })),
  ]);
  await run((tx) => tagIdea(tx, ploy, later, { off: ['menu'] }));
  const tagged = await rows<{ tags: string[] }>('select tags from idea where ref = $1', [oat]);
  expect(tagged[0]!.tags.toSorted()).toEqual(['drinks', 'menu', 'vegan']);
  expect(await run((tx) => countIdeas(tx, ploy))).toEqual({
    total: 3,
    people: 2,
    untagged: 1,
    tags: ['drinks', 'hours', 'menu', 'vegan'].map((tag) => ({ tag, count: 1 })),
  });
  const of = async (tag: string) => (await run((tx) => listIdeas(tx, ploy, { tag, page: 1, size: 9 }))).ideas;
  expect(await of('menu')).toMatchObject([{ ref: oat, customer: 'M***', words: 'Oat milk' }]);
  expect((await of('')).map(({ ref }) => ref)).toEqual([seats]);
  const six = ['a', 'b', 'c'];
  expect((await refusal(run((tx) => tagIdea(tx, ploy, oat, { on: six })))).code).toBe('idea-tags');
  expect((await refusal(run((tx) => tagIdea(tx, ploy, 'NOBODY', { on: ['x'] })))).code).toBe('idea-unknown');
  for (const act of [
    () => run((tx) => listIdeas(tx, noi, { page: 1, size: 9 })),
    () => run((tx) => tagIdea(tx, noi, oat, { on: ['x'] })),
  ])
    expect((await refusal(act())).code).toBe('not-allowed');
});

it('A report of ideas holds those of its days', async () => {
  const found = await run((tx) => ideas(tx, ploy));
  expect(found.counts.total).toBe(3);
  const day = { from: '2026-01-01', last: '2026-01-31' };
  expect(await run((tx) => ideas(tx, ploy, day))).toMatchObject({ ideas: [], counts: { total: 0, tags: [] } });
});
