import { afterAll, beforeAll, expect, test } from 'vitest';
import { doDueEffects } from '../../src/triggers/do-due-effects.ts';
import { findOccurrences } from '../../src/triggers/find-occurrences.ts';
import { type ApiShop, openApiShop } from './api-shop.ts';

let shop: ApiShop;
let key: string;
beforeAll(async () => {
  shop = await openApiShop();
  key = await shop.key('campaigns', 'events', 'purchases');
});
afterAll(() => shop?.close());

const post = (path: string, body: object) => shop.call(key, `POST /${path}`, body);
const get = async (path: string) => (await shop.call(key, `GET /${path}`)).body;
const patch = (path: string, body: object) => shop.call(key, `PATCH /${path}`, body);
const pass = (ms: number) => {
  shop.clock.at = new Date(shop.clock.at.getTime() + ms);
};
async function answer(name: string) {
  const { id } = await get(`triggers/${name}`);
  await shop.run((tx) => findOccurrences(tx, id));
  await doDueEffects(shop.app);
}

test('an event of a source that nobody knew is answered by its name, once, however often it is told', async () => {
  const mali = await shop.person('Mali');
  const { ref } = await shop.campaign({ terms: { kind: 'points', points: 10 }, purpose: 'given' });
  const rule = {
    when: { kind: 'event', name: 'door-opened' },
    give: { text: { en: 'Come in, {name|friend}!' } },
    class: 'notice',
  };
  const made = await post('triggers', { name: 'door', rule, campaign: ref, budgetMinor: 10_000 });
  expect(made).toMatchObject({
    status: 201,
    body: { name: 'door', state: 'off', since: null, rule: { once: 'occurrence' } },
  });
  expect((await patch('triggers/door', { state: 'on' })).body).toMatchObject({ state: 'on', budgetMinor: 10_000 });
  pass(1_000);
  const event = {
    customer: { id: mali },
    name: 'door-opened',
    source: 'thing-77',
    key: '1',
    facts: { door: 'east', warm: true },
  };
  expect(await post('events', event)).toMatchObject({ status: 201, body: { customerId: mali, again: false } });
  expect((await post('events', event)).body).toMatchObject({ again: true });
  expect((await post('events', { ...event, name: 'window', key: '2' })).status).toBe(201);
  // A clock that is an hour ahead, or in another zone, is told so: nobody would look for it when its time comes.
  const ahead = new Date(shop.clock.at.getTime() + 3_600_000).toISOString();
  expect(await post('events', { ...event, key: '3', at: ahead })).toMatchObject({
    status: 422,
    body: { code: 'body-invalid', sentence: expect.stringContaining('“at”') },
  });
  const stranger = { ...event, key: '4', customer: { id: '01890000-0000-7000-8000-000000000000' } };
  expect((await post('events', stranger)).body.code).toBe('customer-unknown');
  await answer('door');
  await answer('door');
  expect(await get('triggers/door')).toMatchObject({ done: 1, waiting: 0, skipped: [] });
  const { effects, next } = await get('triggers/door/effects?limit=5');
  expect(effects).toMatchObject([{ customerId: mali, state: 'done', reason: null, couponId: expect.any(String) }]);
  expect(next).toBeNull();
  expect(
    await shop.query(`select messages -> 0 ->> 'text' as text from delivery where subject like 'trigger:%'`),
  ).toEqual([{ text: 'Come in, Mali!' }]);
});

test('a rule that nothing could follow is refused by its field, and a trigger that would do nothing is not switched on', async () => {
  const when = { kind: 'purchase' };
  const broken = [
    { rule: { when, give: { text: { en: 'Hello {name}' } } }, field: 'rule.give.text.en' },
    { rule: { when, give: { text: { en: 'Hello {surname|you}' } } }, field: 'rule.give.text.en' },
    { rule: { when: { kind: 'purchases', count: 1, days: 3 }, give: {} }, field: 'rule.when.count' },
    { rule: { when: { kind: 'weather' }, give: {} }, field: 'rule.when.kind' },
  ];
  for (const { rule, field } of broken) {
    const told = await post('triggers', { name: 'broken', rule });
    expect([told.status, told.body.code, told.body.sentence.includes(field)], field).toEqual([
      422,
      'body-invalid',
      true,
    ]);
  }
  expect((await post('triggers', { name: 'empty', rule: { when, give: {} } })).status).toBe(201);
  expect(await patch('triggers/empty', { state: 'on' })).toMatchObject({
    status: 409,
    body: { code: 'trigger-needs' },
  });
  expect((await post('triggers', { name: 'empty', rule: { when, give: {} } })).body.code).toBe('trigger-name-taken');
  expect((await post('triggers', { name: 'welcome', rule: { when, give: {} } })).body.code).toBe('trigger-name-taken');
  expect(await shop.call(key, 'GET /triggers/nosuch')).toMatchObject({
    status: 404,
    body: { code: 'trigger-unknown' },
  });
  const { ref } = await shop.campaign({ terms: { kind: 'percent', percentBasisPoints: 1_000 } });
  expect((await patch('triggers/empty', { campaign: ref, budgetMinor: 1_000 })).body.code).toBe('trigger-unbounded');
  const clerk = await shop.key('purchases');
  expect((await shop.call(clerk, 'GET /triggers')).status).toBe(403);
});

test('a recipe is tried over the past, then switched on for some of it', async () => {
  const ken = await shop.person('Ken');
  const { ref } = await shop.campaign({ terms: { kind: 'amount', amountMinor: 2_000 } });
  const line = { product: 'latte', category: 'Coffee', quantity: 1, amountMinor: 500 };
  for (let order = 0; order < 3; order++) {
    pass(86_400_000);
    const what = { customer: { id: ken }, source: 'pos', orderNo: `K${order}`, amountMinor: 500, lines: [line] };
    expect((await post('purchases', what)).status).toBe(201);
  }
  const { triggers } = await get('triggers');
  expect(triggers.map((one: { name: string }) => one.name).slice(0, 7)).toEqual([
    ...['welcome', 'birthday', 'win-back', 'third-coffee', 'sorry', 'second-visit', 'tier-up'],
  ]);
  const { rule } = await get('triggers/third-coffee');
  const filled = { ...rule, when: { ...rule.when, category: 'coffee' } };
  await patch('triggers/third-coffee', { rule: filled, campaign: ref, budgetMinor: 5_000 });
  expect(await get('triggers/third-coffee/try?days=7')).toMatchObject({
    ...{ given: 1, worstMinor: 2_000, notGiven: [] },
    samples: [{ customer: 'K***', occurrence: expect.stringMatching(/^purchases:/) }],
  });
  pass(1_000);
  const since = new Date(shop.clock.at.getTime() - 7 * 86_400_000).toISOString();
  await patch('triggers/third-coffee', { state: 'on', since });
  await answer('third-coffee');
  expect(await get('triggers/third-coffee')).toMatchObject({ done: 1, committedMinor: 2_000 });
});

test('a notice that invites people is refused, and so is a change of what somebody else has changed since', async () => {
  const rule = { when: { kind: 'birthday' }, give: { text: { en: 'Come' } }, class: 'notice' };
  const told = await post('triggers', { name: 'cake', rule });
  expect(told).toMatchObject({
    status: 422,
    body: { code: 'trigger-not-owed', remedy: expect.stringMatching(/^Send it only/) },
  });
  const made = await post('triggers', { name: 'cake', rule: { ...rule, class: 'marketing' } });
  expect(made.body).toMatchObject({ rule: { class: 'marketing' }, version: expect.any(Number) });
  const { version } = made.body;
  expect((await patch('triggers/cake', { rule })).body.code).toBe('trigger-not-owed');
  expect((await patch('triggers/cake', { budgetMinor: 5, version })).body.version).toBeGreaterThan(version);
  expect(await patch('triggers/cake', { budgetMinor: 7, version })).toMatchObject({
    status: 409,
    body: { code: 'trigger-changed' },
  });
  expect(await get('triggers/cake')).toMatchObject({ budgetMinor: 5 });
});
