import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openHear } from '../../src/chat/hear.ts';
import { openRush } from '../../src/commands/rush.ts';
import { openRedeemRush } from '../../src/commands/rush-redeem.ts';
import { gatherClaims } from '../../src/coupons/gather-claims.ts';
import { gatherRedemptions } from '../../src/coupons/gather-redemptions.ts';
import { houseFor } from '../../src/house.ts';
import { hearInOrder } from '../../src/outbox/hear-in-order.ts';
import { hearWaitingEvents } from '../../src/outbox/hear-waiting-events.ts';
import { type Desk, openDesk } from '../campaigns/desk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.rows('truncate customer, campaign, delivery, inbox_event, inbox_waiting cascade'));
afterAll(() => desk.end());

const hears = () =>
  hearInOrder(
    desk,
    openHear(desk, {
      claim: openRush(desk, gatherClaims(desk)),
      redeem: openRedeemRush(desk, gatherRedemptions(desk)),
    }),
  );
const keep = (one: ReturnType<typeof said>) => houseFor(desk, hears(), 'line').keep(one);
let events = 0;
const said = (from: string, text: string) => ({ id: `e${++events}`, channel: 'line', from, text });
const claimed = () =>
  desk.rows<{ ref: string }>('select g.ref from coupon c join campaign g on g.id = c.campaign_id order by 1');

test('what a person says waits for what they said before it and was only kept', async () => {
  await desk.campaign({ ref: 'DROPA' });
  await keep(said('mali', '/start'));
  await keep(said('mali', '/agree 2026-11 all'));
  await keep(said('noi', '/start'));
  const { messages } = await hears()(said('mali', '/claim DROPA'));
  expect(messages[0]!.code).toBeDefined();
  expect(await claimed()).toEqual([{ ref: 'DROPA' }]);
  // Only their own, and its answers are on their way.
  expect(await desk.rows(`select inbound ->> 'from' as who from inbox_waiting`)).toEqual([{ who: 'noi' }]);
  expect(await desk.rows('select 1 from delivery where address = $1', ['mali'])).toHaveLength(2);
});

test('staff who took a use back take back that one, though the next code is redeemed meanwhile', async () => {
  await desk.campaign({ ref: 'DROPA' });
  const [mali, noi] = [await desk.customer('Mali'), await desk.customer('Noi')];
  const codes = [await desk.claim(mali, 'DROPA'), await desk.claim(noi, 'DROPA')];
  const ken = await desk.staff('Ken', 'clerk');
  await desk.rows(`update identity set channel = 'line' where address = $1`, [ken.address]);
  const hear = hears();
  await hear(said(ken.address, `/redeem ${codes[0]} 100`));
  await keep(said(ken.address, '/undo'));
  await hear(said(ken.address, `/redeem ${codes[1]} 100`));
  const uses = await desk.rows<{ customer: string; undone: boolean }>(
    'select customer_id as customer, undone_at is not null as undone from redemption order by id',
  );
  expect(uses).toEqual([
    { customer: mali.id, undone: true },
    { customer: noi.id, undone: false },
  ]);
});

test('what waits is heard in the order in which it was kept, whatever became of the attempts since', async () => {
  const lines = ['en', 'zh-hant', 'zh-hans'].map((language) => said('mali', `/language ${language}`));
  for (const one of lines) await keep(one);
  desk.pass(11_000);
  await hearWaitingEvents(desk, async () => {
    throw Object.assign(new Error('too many connections'), { code: '53300' });
  });
  desk.pass(11_000);
  // Whoever asks for the last alone gets the others first.
  await hears()(lines[2]!);
  expect(await desk.rows('select language from customer')).toEqual([{ language: 'zh-hans' }]);
  const inbox = await desk.rows<{ id: string }>('select event_id as id from inbox_event order by heard_at, ctid');
  expect(inbox.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
  expect(await desk.rows('select 1 from inbox_waiting')).toEqual([]);
});
