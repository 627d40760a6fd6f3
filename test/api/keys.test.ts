import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../adapters/web/api/endpoints.ts';
import { createApiKey } from '../../src/api-keys/create-api-key.ts';
import { revokeApiKey } from '../../src/api-keys/revoke-api-key.ts';
import { scopes as allScopes } from '../../src/staff/actor.ts';
import { type ApiShop, openApiShop, operator } from './api-shop.ts';

let shop: ApiShop;
beforeAll(async () => {
  shop = await openApiShop();
});
afterAll(() => shop?.close());

const bodies: Record<string, unknown> = {
  createCampaign: { terms: { kind: 'points', points: 5, name: { en: 'Five' }, validity: { days: 1 } } },
  changeCampaign: { stock: 5 },
  revokeIssued: { reason: 'test' },
  recordPurchase: { customer: { id: '' }, source: 'pos', orderNo: '1', amountMinor: 1 },
  checkCoupon: { code: 'X' },
  redeemCoupon: { code: 'X' },
  undoRedemption: { redemptionId: '018f0000-0000-7000-8000-000000000000', reason: 'x' },
  changePoints: { delta: 1, reason: 'x' },
  createStore: { name: 'S' },
};

test('a key opens what its scopes name and nothing else', { timeout: 60_000 }, async () => {
  const { id, ref } = await shop.campaign({ terms: { kind: 'points', points: 1 } });
  expect(id).toBeTruthy();
  const mali = await shop.person('Mali');
  const { body: document } = await shop.call(undefined, 'GET /openapi.json');
  const scopes = Object.keys(allScopes);
  const keys = await Promise.all(scopes.map((scope) => shop.key(scope)));
  let asked = 0;
  const unexpected: string[] = [];
  for (const [path, methods] of Object.entries<Record<string, { operationId: string; description: string }>>(
    document.paths,
  )) {
    for (const [method, { operationId, description }] of Object.entries(methods)) {
      const open = description === 'Any key.' ? scopes : description.replace(/Scope: |\./g, '').split(' or ');
      for (const [at, scope] of scopes.entries()) {
        const address = path
          .replace('/api/v1', '')
          .replace('{ref}', ref)
          .replace('{id}', mali)
          .replace(/\{\w+\}/g, 'none');
        const body = JSON.parse(JSON.stringify(bodies[operationId] ?? null).replace('{"id":""}', `{"id":"${mali}"}`));
        const told = await shop.call(keys[at], `${method.toUpperCase()} ${address}`, body ?? undefined);
        asked++;
        // What only a person may do is shut to every key, for a reason of its own.
        const opens = told.status !== 403 || told.body.code === 'ticket-by-person';
        if (opens !== open.includes(scope) || told.status === 500) {
          unexpected.push(`${scope} at ${operationId}: ${told.status} ${told.body.code}`);
        }
      }
    }
  }
  expect(unexpected).toEqual([]);
  expect(asked).toBe(endpoints.length * scopes.length);
});

test('without a key, with a wrong, a revoked or an expired one, every address says 401', async () => {
  const good = await shop.key('points');
  const wrong = `${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}`;
  const short = (await shop.run((tx) => createApiKey(tx, operator, { scopes: ['points'], days: 1 }))).key;
  const ended = await shop.key('points');
  await shop.run((tx) => revokeApiKey(tx, operator, ended.split('_')[1]!));
  const said = async (key: string | undefined) => {
    const told = await shop.call(key, 'GET /stores');
    return [told.status, told.body.code, told.headers.get('www-authenticate')];
  };
  expect(await said(undefined)).toEqual([401, 'key-missing', 'Bearer']);
  expect(await said('nonsense')).toEqual([401, 'key-unknown', 'Bearer']);
  expect(await said(wrong)).toEqual([401, 'key-unknown', 'Bearer']);
  expect(await said(ended)).toEqual([401, 'key-revoked', 'Bearer']);
  expect(await said(good)).toEqual([200, undefined, null]);
  expect((await said(short))[0]).toBe(200);
  const before = shop.clock.at;
  shop.clock.at = new Date(before.getTime() + 86_400_000);
  expect(await said(short)).toEqual([401, 'key-expired', 'Bearer']);
  shop.clock.at = before;
  expect((await shop.call(undefined, 'GET /nothing')).status).toBe(401);
});

test('a key is stored as its seal, and its last use is noted once a minute', async () => {
  const { key, apiKey } = await shop.run((tx) => createApiKey(tx, operator, { scopes: ['points'], name: 'Till 1' }));
  expect(key).toMatch(/^quan_[0-9A-Z]{8}_[0-9A-Z]{52}$/);
  const [{ row }] = await shop.query('select to_jsonb(k)::text as row from api_key k where id = $1', [apiKey.id]);
  expect(row).not.toContain(key.split('_')[2]);
  const used = async () =>
    (await shop.query('select last_used_at from api_key where id = $1', [apiKey.id]))[0].last_used_at;
  await shop.call(key, 'GET /stores');
  const first = shop.clock.at;
  expect(await used()).toEqual(first);
  shop.clock.at = new Date(first.getTime() + 59_999);
  await shop.call(key, 'GET /stores');
  expect(await used()).toEqual(first);
  shop.clock.at = new Date(first.getTime() + 60_000);
  await shop.call(key, 'GET /stores');
  expect(await used()).toEqual(shop.clock.at);
});

test('a key that guesses codes has to wait, and its right codes with it', async () => {
  const key = await shop.key('redeem');
  const { id } = await shop.campaign({ terms: { kind: 'points', points: 1 } });
  const { code } = await shop.claim(id, await shop.person('Ken'));
  const guess = () => shop.call(key, 'POST /check', { code: shop.app.shop.codes.codeOf(crypto.randomUUID()) });
  for (let n = 0; n < 20; n++) expect((await guess()).body.code).toBe('code-unknown');
  const paused = await shop.call(key, 'POST /check', { code }, { 'idempotency-key': 'paused' });
  expect([paused.status, paused.body.code, paused.headers.get('retry-after')]).toEqual([429, 'wrong-codes', '600']);
  expect((await shop.call(key, 'POST /redeem', { code })).status).toBe(429);
  expect((await shop.call(await shop.key('redeem'), 'POST /check', { code })).status).toBe(200);
  shop.clock.at = new Date(shop.clock.at.getTime() + 600_000);
  expect((await shop.call(key, 'POST /check', { code }, { 'idempotency-key': 'paused' })).status).toBe(200);
});

test('of sixty guesses at once no more are looked at than one after another', async () => {
  const key = await shop.key('redeem');
  const guess = () => shop.call(key, 'POST /check', { code: shop.app.shop.codes.codeOf(crypto.randomUUID()) });
  const told = await Promise.all(Array.from({ length: 60 }, guess));
  const codes = told.map(({ body }) => body.code);
  expect(codes.filter((code) => code === 'code-unknown')).toHaveLength(20);
  expect(codes.filter((code) => code === 'wrong-codes')).toHaveLength(40);
});
