import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../adapters/web/api/endpoints.ts';
import type { Role } from '../../entities/staff.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { createStore } from '../../src/stores/create-store.ts';
import { operator } from '../api/api-shop.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

let shop: ConsoleShop;
beforeAll(async () => {
  shop = await openConsoleShop();
});
afterAll(() => shop?.close());

const everybody = ['manager', 'marketer', 'owner'] as const;
const publishers = ['marketer', 'owner'] as const;
const answerers = ['manager', 'owner'] as const;
/** Whom the chat lets read the same: by the command that shows it. */
const readers: Record<string, readonly Role[]> = {
  '/campaigns': everybody,
  '/campaigns/{ref}': everybody,
  '/campaigns/{ref}/stats': everybody,
  '/campaigns/{ref}/links': publishers,
  '/campaigns/{ref}/repeat': publishers,
  '/broadcasts': publishers,
  '/broadcasts/{id}': publishers,
  '/marketing-rules': everybody,
  '/calendars': publishers,
  '/triggers': publishers,
  '/triggers/{name}': publishers,
  '/triggers/{name}/try': publishers,
  '/triggers/{name}/effects': publishers,
  '/segments': publishers,
  '/segments/preview': publishers,
  '/segments/{segment}': publishers,
  '/exports/segments/{segment}': publishers,
  '/exports/customers': ['owner'],
  '/product-names': publishers,
  '/stores': everybody,
  '/imports': ['owner'],
  // The figures of reports, day by day.
  '/summary': everybody,
  '/tiers': everybody,
  '/tiers/advisers': answerers,
  '/customers/search': everybody,
  '/customers/{id}': everybody,
  '/customers/{id}/timeline': everybody,
  '/customers/{id}/coupons': everybody,
  '/customers/{id}/points': ['owner'],
  '/customers': ['owner'],
  '/tags': everybody,
  '/doubts': answerers,
  '/feedback': everybody,
  '/feedback/figures': everybody,
  '/tickets': answerers,
  '/tickets/{ref}': answerers,
  '/ideas': everybody,
  '/live': everybody,
  '/live/latest': everybody,
};
const queries: Record<string, string> = {
  '/segments/preview': '?rule=lost',
  '/customers/search': '?q=Mali',
  '/customers': '?channel=terminal&address=Mali-1',
};

test('the console shows nobody what the chat would not show them', async () => {
  const { ref } = await shop.campaign({ terms: { kind: 'amount', amountMinor: 2000 } });
  const mali = await shop.person('Mali');
  const cookies = new Map<Role, string>();
  for (const role of everybody) cookies.set(role, await shop.signIn(await shop.staff(role, role)));
  const marketer = cookies.get('marketer')!;
  await shop.ask(marketer, 'POST /segments', { name: 'Lost', rule: 'lost' });
  const { body } = await shop.ask(marketer, 'POST /broadcasts', { campaign: ref, sendAt: '2026-11-24T06:00:00Z' });
  await shop.query(`insert into ticket (ref, state, customer_id, opened_at) values ('CD34EF', 'open', $1, $2)`, [
    mali,
    shop.clock.at,
  ]);
  const blanks: Record<string, string> = { ref, id: mali, segment: 'Lost', name: 'birthday' };
  const wrong: string[] = [];
  for (const { path, method } of endpoints) {
    const at = path.replace('/broadcasts/{id}', `/broadcasts/${body.id}`).replace('/tickets/{ref}', '/tickets/CD34EF');
    // A report opens its own books; imports and what is for tills alone are no page of any role but the owner's.
    const may = readers[path];
    if (method !== 'get' || !may) continue;
    const address = at.replace(/\{(\w+)\}/g, (_, name) => blanks[name]!) + (queries[path] ?? '');
    for (const [role, cookie] of cookies) {
      const told = await shop.ask(cookie, `GET ${address}`);
      if (told.status !== (may.includes(role) ? 200 : 403)) wrong.push(`${role} at ${address}: ${told.status}`);
    }
  }
  expect(wrong).toEqual([]);
  const left = endpoints.filter(({ method, path }) => method === 'get' && !readers[path]).map(({ path }) => path);
  expect(left.filter((path) => !/^\/(reports|imports)\/|\/(stats|suggestions|offer)$/.test(path))).toEqual([]);
});

test('a manager of one store learns nothing of another store from figures, reports, feedback and tickets', async () => {
  const station = await shop.run((tx) => createStore(tx, operator, { name: 'Station' }));
  const bazaar = await shop.run((tx) => createStore(tx, operator, { name: 'Bazaar' }));
  const nok = await shop.person('Nok');
  const lines = [{ product: 'Durian', category: 'fruit', quantity: 1, amountMinor: 76_543 }];
  await shop.run((tx) =>
    recordPurchase(tx, operator, {
      ...{ who: { customerId: nok }, source: 'pos', orderNo: '9', amountMinor: 76_543, storeId: bazaar.id, lines },
    }),
  );
  const [{ id: said }] = await shop.query(
    'insert into feedback (customer_id, store_id, rating, at, words) values ($1, $2, 1, $3, $4) returning id',
    [nok, bazaar.id, shop.clock.at, 'Never again'],
  );
  await shop.query(
    `insert into ticket (ref, state, customer_id, store_id, feedback_id, opened_at) values ('AB12CD', 'open', $1, $2, $3, $4)`,
    [nok, bazaar.id, said, shop.clock.at],
  );
  const bound = await shop.signIn(await shop.staff('manager', 'Som', station.id));
  const free = await shop.signIn(await shop.staff('manager', 'Tan'));
  const all = new Map<string, string>([
    [bound, ''],
    [free, ''],
  ]);
  const lists = endpoints.filter(
    ({ path, method }) => method === 'get' && /^\/(reports|feedback|tickets|ideas)/.test(path),
  );
  for (const { path } of lists.filter((one) => !one.path.includes('{') && !/funnel|lift/.test(one.path))) {
    for (const query of ['', ...(path.startsWith('/feedback') ? [`?store=${bazaar.id}`, '?store=Bazaar'] : [])]) {
      for (const cookie of all.keys()) {
        const told = await shop.ask(cookie, `GET ${path}${query}`);
        expect(told.status).toBe(200);
        all.set(cookie, all.get(cookie) + JSON.stringify(told.body));
      }
    }
  }
  const known = ['Bazaar', 'Never again', 'AB12CD', 'Durian', '76543'];
  expect(known.filter((one) => all.get(free)!.includes(one))).toEqual(known);
  expect(known.filter((one) => all.get(bound)!.includes(one))).toEqual([]);
  expect((await shop.ask(bound, `GET /live?store=${bazaar.id}`)).status).toBe(403);
});

test('who reads the points of a customer, or whose an address is, is noted like any other reading', async () => {
  const mali = await shop.person('Mali');
  const [{ address }] = await shop.query('select address from identity where customer_id = $1', [mali]);
  const owner = await shop.staff('owner', 'Oy');
  const cookie = await shop.signIn(owner);
  expect((await shop.ask(cookie, `GET /customers/${mali}/points`)).status).toBe(200);
  expect((await shop.ask(cookie, `GET /customers?channel=terminal&address=${address}`)).status).toBe(200);
  const noted = await shop.query(
    `select actor, facts from audit where act = 'read-customer' and subject = $1 order by id`,
    [mali],
  );
  const actor = `staff:${owner.id}`;
  expect(noted).toEqual([
    { actor, facts: { part: 'points' } },
    { actor, facts: { part: 'address' } },
  ]);
});
