import { afterAll, expect, it } from 'vitest';
import { findCustomer, shortId } from '../../src/customers/find-customer.ts';
import { keepPhone } from '../../src/customers/keep-phone.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { openCounter, refusal } from '../coupons/counter.ts';

const counter = await openCounter(4);
const { run } = counter;
afterAll(() => counter.close());

const manager = await counter.staff('Somchai', 'manager');
const marketer = await counter.staff('Ploy', 'marketer');
const clerk = await counter.staff('Noi');
const mali = await counter.person('Mali Thong');
const ming = await counter.person('王小明');
await run(async (tx) => keepPhone(tx, await counter.named(mali), '+886912345678'));

const find = (text: string, by: Actor = manager) => run((tx) => findCustomer(tx, by, text));
const no = (text: string, by: Actor = manager) => refusal(find(text, by));

it('People are found by id, code, QR and phone number, however it is written', async () => {
  const { id } = await counter.campaign({ terms: { kind: 'points', points: 1 } });
  const { code, token } = await counter.claim(id, mali);
  const ways = [
    mali,
    mali.toUpperCase(),
    shortId(mali),
    code,
    code.toLowerCase(),
    token,
    `https://antler.example/q/${token}`,
  ];
  const numbers = ['+886912345678', '0912-345-678', '0912 345 678', '886912345678', '０９１２３４５６７８'];
  for (const text of [...ways, ...numbers]) expect(await find(text), text).toEqual({ id: mali });
  for (const text of [code, '0912345678']) expect(await find(text, clerk), text).toEqual({ id: mali });
});

it('Names are found by how they begin, else by any part, in any case', async () => {
  expect(await find('mali')).toEqual({ id: mali });
  expect(await find('THONG')).toEqual({ id: mali });
  expect(await find('小明')).toEqual({ id: ming });
  // Signs that mean any letters to a database are letters.
  expect(await no('%')).toMatchObject({ code: 'customer-nobody' });
  expect(await no('M_li')).toMatchObject({ code: 'customer-nobody' });
  expect(await no('')).toMatchObject({ code: 'customer-nobody' });
});

it('Several of one name come masked to who may not see names, at most eight', async () => {
  for (let n = 0; n < 9; n++) await counter.person(`Fon ${n}`);
  const found = (await find('fon', marketer)) as { all: { name: string }[] };
  expect(found.all.map(({ name }) => name)).toEqual(Array(8).fill('F***'));
  expect(((await find('fon')) as typeof found).all.every(({ name }) => /^Fon \d$/.test(name))).toBe(true);
});

it('A clerk finds nobody by name, and nobody finds anybody without working here', async () => {
  expect(await no('Mali', clerk)).toEqual({ code: 'customer-by-code', facts: {} });
  expect(await no('0912999999', clerk)).toEqual({ code: 'customer-by-code', facts: {} });
  const gone = { ...manager, staff: { ...manager.staff, endedAt: counter.clock.at } };
  expect(await no('Mali', gone)).toMatchObject({ code: 'not-allowed' });
  expect(await no(mali, { kind: 'api', keyId: mali, scopes: ['purchases'] })).toMatchObject({ code: 'not-allowed' });
});

it('Who was linked with another is found as who they have become', async () => {
  counter.later(1000);
  const other = await counter.person('Malee');
  await run((tx) => joinCustomers(tx, mali, other));
  expect(await find(other)).toEqual({ id: mali });
  expect(await no('Malee')).toMatchObject({ code: 'customer-nobody' });
});
