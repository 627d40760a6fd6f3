import { afterAll, expect, it } from 'vitest';
import { findDoubts } from '../../jobs/find-doubts.ts';
import { menus } from '../../src/chat/menu.ts';
import { keepPhone } from '../../src/customers/keep-phone.ts';
import { setName } from '../../src/customers/set-name.ts';
import { doubtOfBirthday, doubtOfPhone, type Namesake, twinsAmong } from '../../src/doubts/rules.ts';
import { mergeCustomers } from '../../src/links/merge-customers.ts';
import { openApiShop, operator } from '../api/api-shop.ts';
import { refusal } from '../coupons/counter.ts';

const shop = await openApiShop();
afterAll(() => shop.close());
const key = await shop.key('customers');
const { run, query, app, clock } = shop;

/** The nightly job, a day later than the last. */
async function night(): Promise<void> {
  clock.at = new Date(clock.at.getTime() + 86_400_000);
  await findDoubts.run({ app, due: clock.at, last: undefined });
}
async function somebody(name: string, mmdd: number | null, year: number | null, phone?: string): Promise<string> {
  clock.at = new Date(clock.at.getTime() + 1000);
  const id = await shop.person(name);
  await query('update customer set birth_mmdd = $2, birth_year = $3 where id = $1', [id, mmdd, year]);
  const customer = await app.database.manager.findOneByOrFail('Customer', { id });
  if (phone) await run((tx) => keepPhone(tx, customer as never, phone));
  return id;
}
const open = async () => {
  const { status, body } = await shop.call(key, 'GET /doubts?limit=100');
  expect(status).toBe(200);
  return body.doubts as {
    id: string;
    kind: string;
    reason: string;
    one: { id: string };
    other: { id: string } | null;
  }[];
};

it.each([
  [230, null, 'no-day'],
  [229, 1990, 'no-day'],
  [229, null, undefined],
  [229, 1992, undefined],
  [1124, 2026, 'not-born'],
  [1123, 2026, undefined],
  [315, 1903, 'too-old'],
  [315, 1904, undefined],
  [101, 1970, 'never-asked'],
  [101, null, undefined],
])('A birthday of %s in %s is doubted as %s', (mmdd, year, reason) => {
  expect(doubtOfBirthday({ mmdd, year }, '2026-11-23')).toBe(reason);
});

it.each([
  ['886912345678', undefined],
  ['886223456789', undefined],
  ['8613912345678', undefined],
  ['85291234567', undefined],
  ['447911123456', undefined],
  ['1234567', 'length'],
  ['0912345678', 'length'],
  ['1234567890123456', 'length'],
  ['886999999999', 'one-digit'],
  ['88691234567890', 'country'],
  ['8691234', 'length'],
  ['852012345678', 'country'],
])('The number %s is doubted as %s', (digits, reason) => {
  expect(doubtOfPhone(digits)).toBe(reason);
});

it('Two of one name are likely one when they were born on one day or have nearly one number, and nothing speaks against it', () => {
  const one = (id: string, mmdd?: number, year?: number, phone?: string): Namesake => ({
    ...{ id, phone, year: year ?? null },
    ...(mmdd && { mmdd }),
  });
  const reasons = (...people: Namesake[]) => twinsAmong(people).map(({ ids, reason }) => [...ids, reason]);
  expect(reasons(one('b', 315, 1990), one('a', 315))).toEqual([['a', 'b', 'same-birthday']]);
  expect(reasons(one('a', 315, 1990), one('b', 315, 1991))).toEqual([]);
  expect(reasons(one('a', 315), one('b', 316))).toEqual([]);
  expect(reasons(one('a', undefined, undefined, '886912345678'), one('b', 315, 1990, '86912345678'))).toEqual([
    ['a', 'b', 'same-number'],
  ]);
  expect(reasons(one('a', 315, 1990, '886912345678'), one('b', 316, 1990, '86912345678'))).toEqual([]);
  expect(reasons(one('a'), one('b'))).toEqual([]);
});

it('A night finds what is wrong once, keeps what was settled, and forgets what was mended', async () => {
  const mali = await somebody('Mali  Chai', 315, 1990);
  const again = await somebody('ＭＡＬＩ chai', 315, null);
  const ken = await somebody('Ken', 230, null);
  const noi = await somebody('Noi', null, null, '886999999999');
  await somebody('Ploy', 315, 1990, '886912345670');
  await night();
  const found = await open();
  expect(found.map(({ kind, reason, one, other }) => [kind, reason, one.id, other?.id])).toEqual([
    ['twins', 'same-birthday', ...[mali, again].sort()],
    ['birthday', 'no-day', ken, undefined],
    ['phone', 'one-digit', noi, undefined],
  ]);
  await findDoubts.run({ app, due: clock.at, last: undefined });
  await night();
  expect((await open()).map(({ id }) => id)).toEqual(found.map(({ id }) => id));
  const [twins, birthday, phone] = found;
  expect((await shop.call(key, `POST /doubts/${phone!.id}`, {})).status).toBe(200);
  expect((await shop.call(key, `POST /doubts/${birthday!.id}`, { clear: true })).status).toBe(200);
  expect((await shop.call(key, `POST /doubts/${birthday!.id}`, {})).body.code).toBe('doubt-gone');
  expect((await query('select birth_mmdd from customer where id = $1', [ken]))[0].birth_mmdd).toBeNull();
  await night();
  expect((await open()).map(({ id }) => id)).toEqual([twins!.id]);
  // Another fault of what was settled is a new question; a mended one is none.
  await run(async (tx) => keepPhone(tx, (await tx.db.findOneByOrFail('Customer', { id: noi })) as never, '1234567'));
  await run(async (tx) => setName(tx, (await tx.db.findOneByOrFail('Customer', { id: again })) as never, 'Malika'));
  await night();
  expect((await open()).map(({ reason }) => reason)).toEqual(['length']);
  const acts = await query(`select act, facts ->> 'reason' as reason from audit where act like '%doubt%' order by id`);
  expect(acts).toEqual([
    { act: 'settle-doubt', reason: 'one-digit' },
    { act: 'clear-doubted', reason: 'no-day' },
  ]);
});

it('A merge over the API is told to both, is one for two at once, and undoing it leaves two whom nobody doubts again', async () => {
  const one = await somebody('Suda', 401, 1980);
  const other = await somebody('Suda', 401, 1980);
  await night();
  expect((await open()).filter(({ kind }) => kind === 'twins')).toHaveLength(1);
  const both = await Promise.all([
    shop.call(key, `POST /customers/${one}/merge`, { with: other }),
    shop.call(key, `POST /customers/${other}/merge`, { with: one }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const { body } = both.find(({ status }) => status === 201)!;
  expect(body.keptId).toBe(one);
  const told = await query(`select address from delivery where subject like $1 order by 1`, [
    `merged:${body.linkId}:%`,
  ]);
  expect(told).toHaveLength(2);
  expect((await open()).filter(({ kind }) => kind === 'twins')).toEqual([]);
  expect(await shop.call(key, `POST /links/${body.linkId}/undo`)).toMatchObject({
    body: { keptId: one, joinedId: other },
  });
  expect((await shop.call(key, `POST /links/${body.linkId}/undo`)).body.code).toBe('link-unknown');
  await night();
  expect((await open()).filter(({ kind }) => kind === 'twins')).toEqual([]);
});

it('Nobody merges who works here, and nobody looks or merges without the right', async () => {
  const [one, other] = [await somebody('Anan', null, null), await somebody('Anan', null, null)];
  await query(`insert into staff (customer_id, role, created_at) values ($1, 'clerk', $2)`, [other, clock.at]);
  expect((await refusal(run((tx) => mergeCustomers(tx, operator, one, other)))).code).toBe('merge-staff');
  const [staff] = await app.database.manager.findBy('Staff', { customerId: other });
  const clerk = { kind: 'staff', staff } as never;
  expect((await refusal(run((tx) => mergeCustomers(tx, clerk, one, other)))).code).toBe('not-allowed');
  expect((await shop.call(await shop.key('points'), 'GET /doubts')).status).toBe(403);
});

it('Who may mend what is known of people finds it in their menu, and nobody else does', () => {
  for (const [role, named] of Object.entries(menus)) {
    const mends = role === 'manager' || role === 'owner';
    for (const name of ['doubts', 'merge', 'unlink'])
      expect([role, name, named.includes(name)]).toEqual([role, name, mends]);
  }
});
