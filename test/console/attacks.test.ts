import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Role, Staff } from '../../entities/staff.ts';
import { endSessionsOf } from '../../src/console/end-sessions.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { partCustomers } from '../../src/links/part-customers.ts';
import { createInvite } from '../../src/staff/create-invite.ts';
import { endStaff } from '../../src/staff/end-staff.ts';
import { joinStaff } from '../../src/staff/join-staff.ts';
import { createStore } from '../../src/stores/create-store.ts';
import { operator } from '../api/api-shop.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

let shop: ConsoleShop;
beforeAll(async () => {
  shop = await openConsoleShop();
});
afterAll(() => shop?.close());

const status = async (cookie: string) => (await shop.ask(cookie, 'GET /stores')).status;
const secretOf = async (staff: Staff) => (await shop.link(staff)).split('#')[1]!;
const post = (path: string, headers: Record<string, string> = {}, body = '{}') =>
  fetch(`${shop.url}/console/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
    body,
  });
const open = (secret: string, headers: Record<string, string> = {}) =>
  post('open', headers, JSON.stringify({ secret }));

/** Takes somebody who left on again, as the chat does. */
async function invite(staff: Staff, role: Role): Promise<void> {
  const { secret } = await shop.run((tx) => createInvite(tx, operator, { role }));
  const [{ id: identityId }] = await shop.query('select id from identity where customer_id = $1', [staff.customerId]);
  const identity = { id: identityId, channel: 'terminal', address: 'x' };
  const person = { customer: { id: staff.customerId }, identity, staff: null, language: 'en' };
  await shop.run((tx) => joinStaff(tx, person as never, secret));
}

test('what somebody had open before they left stays shut when they are taken on again', async () => {
  const ploy = await shop.staff('marketer', 'Ploy');
  const [cookie, secret] = [await shop.signIn(ploy), await secretOf(ploy)];
  await shop.run((tx) => endStaff(tx, operator, ploy.id));
  await invite(ploy, 'manager');
  expect([await status(cookie), (await open(secret)).status]).toEqual([401, 401]);
  expect(await status(await shop.signIn(ploy))).toBe(200);
});

test('what was opened by an account that is not theirs any more is shut when the two are parted', async () => {
  for (const staffFirst of [true, false]) {
    const one = await shop.person('Other');
    const som = await shop.staff('manager', 'Som');
    await shop.query('update customer set joined_at = $2 where id = $1', [
      staffFirst ? som.customerId : one,
      new Date(shop.clock.at.getTime() - 1000),
    ]);
    const { linkId } = await shop.run((tx) => joinCustomers(tx, som.customerId, one));
    const [cookie, secret] = [await shop.signIn(som), await secretOf(som)];
    expect(await status(cookie)).toBe(200);
    await shop.run((tx) => partCustomers(tx, operator, linkId));
    expect([await status(cookie), (await open(secret)).status]).toEqual([401, 401]);
  }
});

test('a link that is opened where somebody is signed in ends the session that was there', async () => {
  const [ploy, som] = [await shop.staff('marketer', 'Ploy'), await shop.staff('manager', 'Som')];
  const [hers, phone] = [await shop.signIn(ploy), await shop.signIn(ploy)];
  expect((await open('0'.repeat(32), { cookie: hers })).status).toBe(401);
  expect(await status(hers)).toBe(200);
  expect((await open(await secretOf(som), { cookie: hers })).status).toBe(200);
  expect([await status(hers), await status(phone)]).toEqual([401, 200]);
});

test('whose session is over is told to sign in, not to mend the request', async () => {
  const told = await shop.ask(`console=${'0'.repeat(52)}`, 'GET /stores');
  expect(told.body).toMatchObject({
    sentence: 'You are not signed in any more.',
    remedy: 'Say /console in the chat, and open the link that you get.',
  });
});

test('a link of somebody who may not look at figures any more opens nothing, and says so', async () => {
  const som = await shop.staff('manager', 'Som');
  const secret = await secretOf(som);
  await shop.app.database.manager.update(Staff, { id: som.id }, { role: 'clerk' });
  const refused = await open(secret);
  expect([refused.status, (await refused.json()).code, refused.headers.getSetCookie()]).toEqual([
    401,
    'console-link',
    [],
  ]);
  expect(
    await shop.query('select 1 from console_session where staff_id = $1 and opened_at is not null', [som.id]),
  ).toEqual([]);
});

test('an answer is kept for who asked, in the role in which they asked', async () => {
  const headers = { 'idempotency-key': 'one-for-all' };
  const ask = (cookie: string) => shop.ask(cookie, 'POST /segments', { name: 'Kept', rule: 'lost' }, headers);
  const ploy = await shop.staff('marketer', 'Ploy');
  const hers = await shop.signIn(ploy);
  const first = await ask(hers);
  const twice = await ask(hers);
  expect([first.status, twice.body]).toEqual([201, first.body]);
  // Another person and a key do their own, which is refused as the name is taken.
  const other = await ask(await shop.signIn(await shop.staff('marketer', 'Mim')));
  const machine = await shop.call(
    await shop.key('campaigns'),
    'POST /segments',
    { name: 'Kept', rule: 'lost' },
    headers,
  );
  expect([other.body.code, machine.body.code]).toEqual(['segment-name-taken', 'segment-name-taken']);
  await shop.app.database.manager.update(Staff, { id: ploy.id }, { role: 'manager' });
  expect((await ask(hers)).body).toMatchObject({ code: 'idempotency-other-body' });
});

test('another site can have nothing asked with the cookie either: it would be noted in the name of who is signed in', async () => {
  const cookie = await shop.signIn(await shop.staff('owner', 'Oy'));
  const statuses: [string, number][] = [];
  for (const site of ['cross-site', 'same-site', 'same-origin', 'none']) {
    statuses.push([site, (await shop.ask(cookie, 'GET /stores', undefined, { 'sec-fetch-site': site })).status]);
  }
  expect(statuses).toEqual([
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 200],
    ['none', 200],
  ]);
});

test('the address of a table that the console leads to is of no use to who finds it in a history', async () => {
  const cookie = await shop.signIn(await shop.staff('marketer', 'Ploy'));
  const { body } = await shop.ask(cookie, 'POST /segments', { name: 'Table', rule: 'lost' });
  const led = await fetch(`${shop.url}/console/segments/${body.id}/table`, { headers: { cookie }, redirect: 'manual' });
  const address = `${shop.url}${led.headers.get('location')}`;
  expect([led.status, (await fetch(address)).status]).toEqual([303, 200]);
  shop.clock.at = new Date(shop.clock.at.getTime() + 60_000);
  expect((await fetch(address)).status).toBe(404);
});

test('a cookie that only looks like ours to a careless eye is none', async () => {
  const cookie = await shop.signIn(await shop.staff('marketer', 'Ploy'));
  for (const odd of ['\u00a0', '\u000b', '\u000c', '"', '$']) {
    const told = await raw(
      `GET /api/v1/stores HTTP/1.1\r\nhost: x\r\ncookie: ${odd}${cookie}\r\nconnection: close\r\n\r\n`,
    );
    expect([odd, /^HTTP\/1.1 (\d+)/.exec(told)?.[1]]).toEqual([odd, odd < ' ' ? '400' : '401']);
  }
});

test('who sends slowly has no more authority at the end than they have then', async () => {
  const ploy = await shop.staff('marketer', 'Ploy');
  const cookie = await shop.signIn(ploy);
  const body = JSON.stringify({ name: 'Slow', rule: 'lost' });
  const { port } = new URL(shop.url);
  const socket = connect(Number(port), '127.0.0.1');
  const told = text(socket);
  socket.write(
    `POST /api/v1/segments HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\nidempotency-key: slow\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  await shop.run((tx) => endSessionsOf(tx, ploy.id));
  socket.write(body.slice(5));
  expect(await told).toMatch(/^HTTP\/1.1 401 [\s\S]*console-over/);
  expect(await shop.query(`select 1 from segment where name = 'Slow'`)).toEqual([]);
});

test('a stream ends when its reader is bound to another store', async () => {
  const station = await shop.run((tx) => createStore(tx, operator, { name: 'Station' }));
  const som = await shop.staff('manager', 'Som');
  const live = await fetch(`${shop.url}/api/v1/live`, { headers: { cookie: await shop.signIn(som) } });
  await shop.app.database.manager.update(Staff, { id: som.id }, { storeId: station.id });
  expect(await live.text()).toContain('event: begun');
});

test('one person cannot take the live view from the others, neither by streams nor by going at once', async () => {
  const cookie = await shop.signIn(await shop.staff('marketer', 'Ploy'));
  const authorization = `Bearer ${await shop.key('campaigns')}`;
  const watch = (headers: Record<string, string>, signal: AbortSignal) =>
    fetch(`${shop.url}/api/v1/live`, { headers, signal });
  await Promise.all(
    Array.from({ length: 100 }, (_, n) => watch({ cookie }, AbortSignal.timeout(n % 15)).catch(() => undefined)),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  const gone = new AbortController();
  const many = await Promise.all(Array.from({ length: 15 }, () => watch({ cookie }, gone.signal)));
  const other = await watch({ authorization }, gone.signal);
  gone.abort();
  const statuses = many.map((one) => one.status).sort();
  expect([statuses, other.status]).toEqual([[...Array(10).fill(200), ...Array(5).fill(503)], 200]);
});

function text(socket: ReturnType<typeof connect>): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = '';
    socket.on('data', (piece) => {
      all += piece.toString('latin1');
    });
    socket.on('end', () => resolve(all));
    socket.on('error', reject);
  });
}

function raw(request: string): Promise<string> {
  const socket = connect(Number(new URL(shop.url).port), '127.0.0.1');
  socket.write(Buffer.from(request, 'latin1'));
  return text(socket);
}
