import { afterAll, expect, it } from 'vitest';
import { tagCustomer, tagsInUse, untagCustomer } from '../../src/customers/tags.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { openCounter, refusal } from '../coupons/counter.ts';

const counter = await openCounter(6);
const { run, database, operator } = counter;
afterAll(() => counter.close());

const boss = await counter.staff('Somchai', 'owner');
const clerk = await counter.staff('Noi');
const tag = (customerId: string, text: string, by = clerk) =>
  run((tx) => tagCustomer(tx, by, { customerId, tag: text }));
const untag = (customerId: string, text: string) => run((tx) => untagCustomer(tx, clerk, { customerId, tag: text }));
const tagsOf = async (id: string): Promise<string[]> =>
  (await database.query('select tag from customer_tag where customer_id = $1 order by tag', [id])).map(
    (row: { tag: string }) => row.tag,
  );
const two = async () => {
  const kept = await counter.person('Mali');
  counter.later(1000);
  return { kept, joined: await counter.person('Mali too') };
};

it('A tag is kept in one spelling, once, and who put it on or took it off is known for good', async () => {
  const mali = await counter.person('Mali');
  for (const text of ['VIP', '  vip ', '＃ｖｉｐ', '#VIP', 'v\u200bip']) expect(await tag(mali, text)).toBe('vip');
  expect(await tag(mali, 'oat   milk\nplease')).toBe('oat milk please');
  await untag(mali, 'Vip');
  expect(await tagsOf(mali)).toEqual(['oat milk please']);
  const acts = await database.query('select act, actor, facts from audit where subject = $1 order by id', [mali]);
  const by = `staff:${clerk.staff.id}`;
  expect(acts).toEqual([
    { act: 'tag-customer', actor: by, facts: { tag: 'vip' } },
    { act: 'tag-customer', actor: by, facts: { tag: 'oat milk please' } },
    { act: 'untag-customer', actor: by, facts: { tag: 'vip' } },
  ]);
});

it('What is no tag is refused, and so is the eleventh, also when two come at once', async () => {
  const mali = await counter.person('Mali');
  for (const text of ['', ' # ', 'x'.repeat(31), 'a, b', '「vip」'])
    expect(await refusal(tag(mali, text)), text).toEqual({ code: 'tag-shape', facts: { most: 30 } });
  expect(await refusal(untag(mali, 'vip'))).toEqual({ code: 'tag-unknown', facts: { tag: 'vip' } });
  for (let n = 1; n <= 9; n++) await tag(mali, `t${n}`);
  const both = await Promise.allSettled([tag(mali, 'ten'), tag(mali, 'eleven')]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await tagsOf(mali)).toHaveLength(10);
});

it('The tags in use are counted over people, and those who were linked count once', async () => {
  const { kept, joined } = await two();
  await tag(kept, 'quiet corner');
  await tag(joined, 'quiet corner');
  expect((await run((tx) => tagsInUse(tx, boss))).find((one) => one.tag === 'quiet corner')?.people).toBe(2);
  await run((tx) => joinCustomers(tx, kept, joined));
  expect((await run((tx) => tagsInUse(tx, boss))).find((one) => one.tag === 'quiet corner')?.people).toBe(1);
});

it('Linking joins what was noted about both, and parting gives each their own back', async () => {
  const { kept, joined } = await two();
  for (const [who, text] of [
    [kept, 'both'],
    [kept, 'mine'],
    [joined, 'both'],
    [joined, 'theirs'],
    [joined, 'taken off'],
  ] as const)
    await tag(who, text);
  const before = await database.query('select * from customer_tag where customer_id = $1 and tag = $2', [
    joined,
    'theirs',
  ]);
  const { linkId } = await run((tx) => joinCustomers(tx, kept, joined));
  expect(await tagsOf(kept)).toEqual(['both', 'mine', 'taken off', 'theirs']);
  expect(await tagsOf(joined)).toEqual([]);
  // A tag for the one who was joined is a tag for who they have become.
  await tag(joined, 'since');
  await untag(joined, 'taken off');
  await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
  expect(await tagsOf(kept)).toEqual(['both', 'mine', 'since']);
  expect(await tagsOf(joined)).toEqual(['both', 'theirs']);
  expect(
    await database.query('select * from customer_tag where customer_id = $1 and tag = $2', [joined, 'theirs']),
  ).toEqual(before);
});
