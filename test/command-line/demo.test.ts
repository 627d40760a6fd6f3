import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recognise } from '../../src/chat/recognise.ts';
import { fillDemoShop, openDemoShop } from '../../src/demo/open-demo-shop.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type ApiShop, openApiShop } from '../api/api-shop.ts';

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
});
afterAll(() => shop?.close());

test('nothing is opened where no demo is wanted', async () => {
  expect(await openDemoShop(shop.app, { wanted: false })).toBe(false);
  expect(await shop.query('select 1 from store')).toEqual([]);
});

test('the demo shop opens once, however many start at once', async () => {
  const opened = await Promise.all([1, 2, 3].map(() => fillDemoShop(shop.app, { history: false })));
  expect(opened.filter(Boolean)).toHaveLength(1);
  expect(await openDemoShop(shop.app, { wanted: true })).toBe(true);
  expect(await openDemoShop(shop.app, { wanted: false })).toBe(false);
  expect(await shop.query('select name from store order by 1')).toEqual([{ name: 'Market' }, { name: 'Station' }]);
  const campaigns = await shop.query(
    `select g.ref, g.purpose, g.stock, t.terms ->> 'kind' as kind, (select count(*)::int from jsonb_object_keys(t.terms -> 'name')) as names
     from campaign g join campaign_terms t on t.campaign_id = g.id order by 1`,
  );
  expect(campaigns).toEqual([
    { ref: 'BIRTHDAY', purpose: 'birthday', stock: null, kind: 'gift', names: 3 },
    { ref: 'HELLO30', purpose: 'drop', stock: null, kind: 'amount', names: 3 },
    { ref: 'LATTE', purpose: 'drop', stock: 50, kind: 'gift', names: 3 },
    { ref: 'TREAT20', purpose: 'drop', stock: null, kind: 'percent', names: 3 },
    { ref: 'WELCOME', purpose: 'drop', stock: null, kind: 'points', names: 3 },
  ]);
  const people = await shop.query(
    `select i.address, c.name, s.role, at.name as at, c.joined_at from identity i join customer c on c.id = i.customer_id
     left join staff s on s.customer_id = c.id left join store at on at.id = s.at_store_id order by 1`,
  );
  expect(people).toEqual([
    { address: 'demo-customer', name: 'Mali', role: null, at: null, joined_at: null },
    { address: 'demo-marketer', name: 'Ploy', role: 'marketer', at: null, joined_at: null },
    { address: 'demo-owner', name: 'Somchai', role: 'owner', at: 'Station', joined_at: null },
    { address: 'demo-staff', name: 'Noi', role: 'manager', at: 'Station', joined_at: null },
  ]);
});

test('a ready person is answered in the language of the browser that first comes in as them', async () => {
  const languageAfter = (language?: string) =>
    inTransaction(shop.app, async (tx) => {
      const said = { id: randomUUID(), channel: 'web', from: 'demo-customer', text: '/drops' };
      return (await recognise(tx, { ...said, ...(language && { language }) })).language;
    });
  expect(await languageAfter('zh-TW')).toBe('zh-hant');
  expect(await languageAfter('en-US')).toBe('zh-hant');
  expect(await languageAfter()).toBe('zh-hant');
});

test('a shop of somebody’s own never becomes a demo', async () => {
  const own = await openApiShop();
  await own.person('Mali');
  expect(await openDemoShop(own.app, { wanted: true })).toBe(false);
  expect(await own.query('select 1 from campaign')).toEqual([]);
  await own.close();
});
