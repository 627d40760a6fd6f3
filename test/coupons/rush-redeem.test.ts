import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../../src/app.ts';
import type { Heard } from '../../src/chat/channel.ts';
import { openHear } from '../../src/chat/hear.ts';
import { openRedeemRush } from '../../src/commands/rush-redeem.ts';
import { gatherRedemptions } from '../../src/coupons/gather-redemptions.ts';
import { openPool } from '../../src/database.ts';
import { post } from '../../src/outbox/post.ts';
import { type Counter, openCounter, shop } from './counter.ts';

let counter: Counter;
let pool: pg.Pool;
let app: App;
let campaignId: string;
let rushed = 0;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeAll(async () => {
  counter = await openCounter();
  const { host, port, username, password, database } = counter.database.options as never as Record<string, string>;
  pool = openPool({ host, port: Number(port), user: username, password, database } as never, 4, () => undefined);
  app = { database: counter.database, pool, shop, clock: counter.clock, log, channels: new Map() };
  campaignId = (await counter.campaign({ terms: { kind: 'amount', amountMinor: 2000, minimumMinor: 5000 } })).id;
});
afterAll(async () => {
  await pool.end();
  await counter.close();
});

const claim = async () => undefined;
const slow = () => openHear(app, { claim });
function quick(house = app) {
  const rush = openRedeemRush(app, gatherRedemptions(house));
  return openHear(app, {
    claim,
    async redeem(inbound) {
      const answer = await rush(inbound);
      if (answer) rushed++;
      return answer;
    },
  });
}
/** A member of staff on LINE, and what they say. */
async function clerk(name: string, role: 'clerk' | 'manager' = 'clerk') {
  const { staff } = await counter.staff(name, role);
  const from = `U${randomUUID()}`;
  await counter.database.query(`update identity set channel = 'line', address = $2 where customer_id = $1`, [
    staff.customerId,
    from,
  ]);
  const line = (text: string, more: object = {}) => ({ id: randomUUID(), channel: 'line', from, text, ...more });
  return { staff, from, line };
}
const coupon = async () => counter.claim(campaignId, await counter.person('Mali'));
const plainly = ({ messages, menu, again }: Heard) =>
  JSON.parse(JSON.stringify({ messages, menu, again }).replaceAll(/\/undo [\w-]+/g, '/undo')) as object;
const how = async (work: () => Promise<Heard>) => {
  const before = rushed;
  const heard = await work();
  return { heard, rushed: rushed > before };
};

test('staff read the same in a rush as always, also when the event is heard again', async () => {
  const { line } = await clerk('Noi');
  for (const say of ['/redeem', '核銷', 'redeem']) {
    const [one, other] = [await coupon(), await coupon()];
    const inbound = line(`${say} ${one.code} 120`);
    const { heard, rushed } = await how(() => quick()(inbound));
    expect(rushed).toBe(true);
    const ordinary = await slow()(line(`${say} ${other.code} 120`));
    expect(plainly(heard)).toEqual(plainly(ordinary));
    const [kept] = await counter.database.query('select answer from inbox_event where event_id = $1', [inbound.id]);
    expect(Object.keys(kept.answer).sort()).toEqual(['menu', 'messages']);
    for (const hear of [quick(), slow()]) {
      const again = await hear(inbound);
      expect(again).toMatchObject({ again: true, key: heard.key, messages: heard.messages });
    }
  }
});

test('a no, a missing amount and what lies open are told the ordinary way', async () => {
  const { line, staff } = await clerk('Noi');
  const { code } = await coupon();
  const hear = quick();
  const told = async (text: string) => {
    const { heard, rushed } = await how(() => hear(line(text)));
    expect(rushed).toBe(false);
    return heard.messages[0]!.text;
  };
  expect(await told(`/redeem ${code} 40`)).toContain('$10 more');
  expect(await told('/redeem HELLO')).toMatch(/code/i);
  expect(await told(`/redeem ${code}`)).toContain('amount');
  expect((await how(() => hear(line('60')))).heard.messages[0]!.buttons?.[0]).toMatchObject({
    says: expect.stringMatching('/undo'),
  });
  expect(await told(`/redeem ${code} 60`)).toMatch(/used/);
  await counter.database.query('update staff set ended_at = $2 where id = $1', [staff.id, counter.clock.at]);
  expect(await told(`/redeem ${(await coupon()).code} 60`)).toContain('staff');
});

test('notices that wait ride along, and names and times of staff are kept', async () => {
  const { line, staff, from } = await clerk('Noi');
  const hear = quick();
  await counter.run((tx) =>
    post(tx, staff.customerId, { subject: randomUUID(), class: 'notice', say: () => [{ text: 'A notice.' }] }),
  );
  const first = await how(async () => hear(line(`/redeem ${(await coupon()).code} 60`)));
  expect([first.rushed, first.heard.messages.map(({ text }) => text)[1]]).toEqual([false, 'A notice.']);
  const named = await how(async () => hear(line(`/redeem ${(await coupon()).code} 60`, { name: 'Noi at the till' })));
  counter.later(3_600_001);
  const later = await how(async () => hear(line(`/redeem ${(await coupon()).code} 60`)));
  expect([named.rushed, later.rushed]).toEqual([false, false]);
  const [kept] = await counter.database.query('select name, heard_at from identity where address = $1', [from]);
  expect(kept).toEqual({ name: 'Noi at the till', heard_at: counter.clock.at });
  expect((await how(async () => hear(line(`/redeem ${(await coupon()).code} 60`)))).rushed).toBe(true);
});

test('a device in another zone is noted the ordinary way, once', async () => {
  const { staff, line } = await clerk('Dao');
  const redeem = async (more: object) => {
    const { code } = await coupon();
    return (await how(() => quick()(line(`/redeem ${code} 120`, more)))).rushed;
  };
  expect(await redeem({ zone: shop.zone })).toBe(true);
  expect(await redeem({ zone: 'Asia/Tokyo' })).toBe(false);
  expect(await redeem({ zone: 'Asia/Tokyo' })).toBe(true);
  const kept = await counter.database.query('select zone from customer where id = $1', [staff.customerId]);
  expect(kept).toEqual([{ zone: 'Asia/Tokyo' }]);
});

test('a manager’s own coupon brings its receipt along', async () => {
  const { line, staff } = await clerk('Boss', 'manager');
  const { code } = await counter.claim(campaignId, staff.customerId);
  const { heard, rushed } = await how(() => quick()(line(`/redeem ${code} 60`)));
  // The answer, the receipt, and how it was.
  expect([rushed, heard.messages.length]).toEqual([false, 3]);
});

test('of many guesses at once no more are looked at than one after another', async () => {
  const { line, staff } = await clerk('Noi');
  const { code, couponId } = await coupon();
  const hear = quick();
  const guesses = Array.from({ length: 12 }, () => shop.codes.codeOf(randomUUID()));
  await Promise.all(guesses.map((one) => hear(line(`/redeem ${one} 60`))));
  const told = await hear(line(`/redeem ${code} 60`));
  expect(told.messages[0]!.text).toMatch(/wait|pause|minutes/i);
  const [{ n }] = await counter.database.query('select count(*)::int as n from wrong_code where staff_id = $1', [
    staff.id,
  ]);
  expect(n).toBe(5);
  expect(await counter.database.query('select state from coupon where id = $1', [couponId])).toEqual([
    { state: 'issued' },
  ]);
});

test('staff who guessed a code lately are heard the ordinary way for ten minutes', async () => {
  const { line } = await clerk('Noi');
  const hear = quick();
  await hear(line(`/redeem ${shop.codes.codeOf(randomUUID())} 60`));
  const said = async () => (await how(async () => hear(line(`/redeem ${(await coupon()).code} 60`)))).rushed;
  expect(await said()).toBe(false);
  counter.later(600_000);
  expect(await said()).toBe(true);
});

test('a batch that fails for all is heard one by one, and what it did after all is not done again', async () => {
  const { line } = await clerk('Noi');
  const { code, couponId } = await coupon();
  const broken = {
    ...app,
    pool: {
      query: async (statement: pg.QueryConfig) => {
        const answer = await pool.query(statement);
        return statement.name === 'redeem_coupons' ? { rows: [{ asked: 2, won: 1, others: null }] } : answer;
      },
    } as never,
  };
  const hear = quick(broken);
  const heard = await hear(line(`/redeem ${code} 60`));
  expect(heard.messages[0]!.buttons?.[0]).toMatchObject({ says: expect.stringMatching('/undo') });
  const rows = await counter.database.query('select id from redemption where coupon_id = $1', [couponId]);
  expect(rows).toHaveLength(1);
});
