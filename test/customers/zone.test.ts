import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Customer } from '../../entities/customer.ts';
import type { App } from '../../src/app.ts';
import { openHear } from '../../src/chat/hear.ts';
import { readZone } from '../../src/lib/dates.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { type Counter, openCounter, shop } from '../coupons/counter.ts';

let counter: Counter;
let app: App;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
beforeAll(async () => {
  counter = await openCounter();
  app = { database: counter.database, shop, clock: counter.clock, log } as unknown as App;
});
afterAll(() => counter.close());

/** Somebody on the web; what they say is answered with the zone that we go by since. */
function visitor() {
  const from = `w${randomUUID()}`;
  const hear = openHear(app, { claim: async () => undefined });
  const customer = async () => {
    const [{ id }] = await counter.database.query('select customer_id as id from identity where address = $1', [from]);
    return counter.database.manager.findOneByOrFail(Customer, { id });
  };
  const say = async (text: string, zone?: string) => {
    await hear({ id: randomUUID(), channel: 'web', from, text, ...(zone && { zone }) });
    return (await customer()).zone;
  };
  return { say, customer };
}
const AGREE = '/agree 2026-11 all';

test('the zone of the device is kept from the first line, and follows who travels', async () => {
  const mali = visitor();
  expect(await mali.say(AGREE, 'America/New_York')).toBe('America/New_York');
  expect(await mali.say('/points')).toBe('America/New_York');
  expect(await mali.say('/points', 'Asia/Tokyo')).toBe('Asia/Tokyo');
  expect(await mali.say('/points', shop.zone)).toBe(shop.zone);
});

test('a device that says nonsense, or nothing new, changes nothing', async () => {
  const mali = visitor();
  expect(await mali.say(AGREE, shop.zone)).toBe(null);
  for (const zone of ['Mars/Olympus', '+08:00', '2020-01-01T00:00[Asia/Tokyo]', "'; drop table customer", 'Tokyo'])
    expect(await mali.say('/points', zone), zone).toBe(null);
});

test('a zone that somebody chose is not changed by their device', async () => {
  const mali = visitor();
  await mali.say(AGREE, 'Europe/London');
  expect(await mali.say('/timezone Asia/Tokyo', 'Europe/London')).toBe('Asia/Tokyo');
  expect(await mali.say('/points', 'Europe/London')).toBe('Asia/Tokyo');
});

test('of two people who become one the kept one’s zone counts, else the other’s', async () => {
  const link = async (one: string | undefined, other: string | undefined) => {
    const [mali, too] = [visitor(), visitor()];
    await mali.say(AGREE, one);
    counter.later(1000);
    await too.say(AGREE, other);
    const ids = [await mali.customer(), await too.customer()].map(({ id }) => id) as [string, string];
    await counter.run((tx) => joinCustomers(tx, ...ids));
    return (await mali.customer()).zone;
  };
  expect(await link('Asia/Tokyo', 'Europe/London')).toBe('Asia/Tokyo');
  expect(await link(undefined, 'Europe/London')).toBe('Europe/London');
});

test('a zone is read as people type it, and as tz data knows it', () => {
  const typed = [
    'Asia/Tokyo',
    'asia/tokyo',
    'Tokyo',
    ' new york ',
    'Hong Kong',
    '／',
    '+08:00',
    'Z',
    'UTC',
    '台北',
    '',
  ];
  expect(typed.map(readZone)).toEqual([
    ...['Asia/Tokyo', 'Asia/Tokyo', 'Asia/Tokyo', 'America/New_York', 'Asia/Hong_Kong'],
    ...[undefined, undefined, undefined, 'UTC', undefined, undefined],
  ]);
});
