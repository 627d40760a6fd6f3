import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '../../adapters/web/api/endpoints.ts';
import { type Role, roles, Staff } from '../../entities/staff.ts';
import { endSessionsOf } from '../../src/console/end-sessions.ts';
import { consoleScopes } from '../../src/staff/actor.ts';
import { endStaff } from '../../src/staff/end-staff.ts';
import { operator } from '../api/api-shop.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

let shop: ConsoleShop;
beforeAll(async () => {
  shop = await openConsoleShop();
});
afterAll(() => shop?.close());

const MINUTE = 60_000;
const later = (ms: number) => {
  shop.clock.at = new Date(shop.clock.at.getTime() + ms);
};
const open = (secret: unknown, headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' }) =>
  fetch(`${shop.url}/console/open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ secret }),
  });
const secretOf = async (staff: Staff) => (await shop.link(staff)).split('#')[1]!;
const status = async (cookie: string) => (await shop.ask(cookie, 'GET /stores')).status;

test('a link opens the console once, for ten minutes, and only the newest does', async () => {
  const ploy = await shop.staff('marketer', 'Ploy');
  const [old, late] = [await secretOf(ploy), await secretOf(ploy)];
  expect((await open(old)).status).toBe(401);
  later(10 * MINUTE);
  const refused = await open(late);
  expect([refused.status, await refused.json()]).toMatchObject([401, { code: 'console-link' }]);
  const good = await secretOf(ploy);
  later(10 * MINUTE - 1);
  const opened = await Promise.all(Array.from({ length: 8 }, () => open(good)));
  expect(opened.map((one) => one.status).sort()).toEqual([200, ...Array(7).fill(401)]);
  const [yes] = opened.filter((one) => one.ok);
  expect(await yes!.json()).toMatchObject({ me: { name: 'Ploy', role: 'marketer', publishes: true } });
  expect(yes!.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^console=[0-9A-Z]{52}; Max-Age=604800; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/),
  ]);
});

test('neither link nor session can be read in the database', async () => {
  const ploy = await shop.staff('marketer', 'Ploy');
  const secret = await secretOf(ploy);
  const token = (await open(secret)).headers.getSetCookie()[0]!.slice('console='.length, 'console='.length + 52);
  const [{ rows }] = await shop.query(
    'select string_agg(s::text, chr(10)) as rows from console_session s where staff_id = $1',
    [ploy.id],
  );
  expect(rows).toContain(ploy.id);
  for (const hidden of [secret, token, Buffer.from(secret).toString('hex'), Buffer.from(token).toString('hex')]) {
    expect(rows).not.toContain(hidden);
  }
});

test('a session ends when nobody uses it for half an hour, and after a week in any case', async () => {
  const ploy = await shop.staff('marketer', 'Ploy');
  const cookie = await shop.signIn(ploy);
  for (let n = 0; n < 3; n++) {
    later(30 * MINUTE - 1);
    expect(await status(cookie)).toBe(200);
  }
  later(30 * MINUTE);
  expect(await shop.ask(cookie, 'GET /segments')).toMatchObject({ status: 401, body: { code: 'console-over' } });
  const week = await shop.signIn(ploy);
  const end = shop.clock.at.getTime() + 7 * 24 * 60 * MINUTE;
  while (shop.clock.at.getTime() + 29 * MINUTE < end) {
    later(29 * MINUTE);
    await shop.query('update console_session set used_at = $1 where ended_at is null and used_at is not null', [
      shop.clock.at,
    ]);
  }
  expect(await status(week)).toBe(200);
  shop.clock.at = new Date(end);
  expect(await status(week)).toBe(401);
});

test('a page that only listens does not keep a session alive, and is let go when it is over', async () => {
  const ploy = await shop.staff('marketer', 'Ploy');
  const cookie = await shop.signIn(ploy);
  const live = await fetch(`${shop.url}/api/v1/live`, { headers: { cookie } });
  expect(live.status).toBe(200);
  await shop.run((tx) => endSessionsOf(tx, ploy.id));
  let text = '';
  for await (const piece of live.body!.pipeThrough(new TextDecoderStream())) text += piece;
  expect(text).toContain('event: begun');
});

test('who does not work here any more, or may not look at figures, is out at once', async () => {
  const [ploy, som] = [await shop.staff('marketer', 'Ploy'), await shop.staff('manager', 'Som')];
  const [hers, his] = [await shop.signIn(ploy), await shop.signIn(som)];
  expect([await status(hers), await status(his)]).toEqual([200, 200]);
  const link = await secretOf(ploy);
  await shop.run((tx) => endStaff(tx, operator, ploy.id));
  await shop.app.database.manager.update(Staff, { id: som.id }, { role: 'clerk' });
  expect([await status(hers), await status(his), (await open(link)).status]).toEqual([401, 401, 401]);
});

test('leaving ends this session, signing out everywhere ends them all', async () => {
  const ploy = await shop.staff('marketer', 'Ploy');
  const [desk, phone, home] = [await shop.signIn(ploy), await shop.signIn(ploy), await shop.signIn(ploy)];
  const left = await fetch(`${shop.url}/console/leave`, {
    method: 'POST',
    headers: { cookie: desk, 'sec-fetch-site': 'same-origin' },
  });
  expect(left.headers.getSetCookie()[0]).toMatch(/^console=; Path=\/; Expires=Thu, 01 Jan 1970/);
  expect([await status(desk), await status(phone)]).toEqual([401, 200]);
  expect(await shop.run((tx) => endSessionsOf(tx, ploy.id))).toBe(2);
  expect([await status(phone), await status(home)]).toEqual([401, 401]);
});

test('another site can neither open, leave nor change anything with the cookie of a browser', async () => {
  const ploy = await shop.staff('marketer', 'Ploy');
  const cookie = await shop.signIn(ploy);
  const elsewhere = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
    { 'sec-fetch-site': undefined, origin: 'null' },
  ];
  for (const headers of elsewhere) {
    const told = await shop.ask(cookie, 'POST /segments', { name: 'Evil', rule: 'lost' }, headers);
    expect([told.status, told.body.code]).toEqual([403, 'other-site']);
    const given = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const left = await fetch(`${shop.url}/console/leave`, { method: 'POST', headers: [...given, ['cookie', cookie]] });
    expect(left.status).toBe(403);
    expect((await open(await secretOf(ploy), Object.fromEntries(given))).status).toBe(403);
  }
  const form = await shop.ask(cookie, 'POST /segments', 'name=Evil&rule=lost', {
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect([form.status, form.body.code]).toEqual([400, 'body-unreadable']);
  expect(await shop.query('select 1 from segment')).toEqual([]);
  expect(await status(cookie)).toBe(200);
});

test('each role reaches the calls that its scopes open and no other; nothing breaks', async () => {
  const people = new Map<Role, string>();
  for (const role of roles.filter((one) => one !== 'clerk')) {
    people.set(role, await shop.signIn(await shop.staff(role, role)));
  }
  const odd: string[] = [];
  for (const { name, method, path, scopes } of endpoints) {
    for (const [role, cookie] of people) {
      const address = path.replace(/\{\w+\}/g, 'none');
      const body = method === 'get' ? undefined : {};
      const told = await shop.ask(cookie, `${method.toUpperCase()} ${address}`, body);
      const opens = scopes.length === 0 || scopes.some((scope) => consoleScopes[role].includes(scope));
      const shut = told.status === 403 && told.body.code === 'console-not-here';
      if (opens === shut || told.status >= 500 || told.status === 401) odd.push(`${role} at ${name}: ${told.status}`);
    }
  }
  expect(odd).toEqual([]);
  expect(consoleScopes.clerk).toEqual([]);
});

test('a key in the header counts before a cookie, and a retry under one key happens once', async () => {
  const ploy = await shop.staff('marketer', 'Ploy');
  const cookie = await shop.signIn(ploy);
  expect(await shop.ask(cookie, 'GET /segments', undefined, { authorization: 'Bearer nonsense' })).toMatchObject({
    status: 401,
    body: { code: 'key-unknown' },
  });
  const twice = { 'idempotency-key': 'the-same' };
  const make = () => shop.ask(cookie, 'POST /segments', { name: 'Lost', rule: 'lost' }, twice);
  const [one, other] = [await make(), await make()];
  expect([one.status, other.body]).toEqual([201, one.body]);
  const again = await shop.ask(await shop.signIn(ploy), 'POST /segments', { name: 'Lost', rule: 'lost' }, twice);
  expect(again.body).toEqual(one.body);
});

test('whoever tries very many links from one address has to wait a moment, and is told so', async () => {
  const tried = await Promise.all(Array.from({ length: 80 }, () => open('0'.repeat(32))));
  const last = tried.find((one) => one.status === 429)!;
  expect(await last.json()).toMatchObject({
    code: 'console-tries',
    remedy: expect.stringMatching(/^Wait \d seconds?, /),
  });
  expect(tried.filter((one) => one.status === 401).length).toBeGreaterThan(20);
});
