import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Customer } from '../../entities/customer.ts';
import { Identity } from '../../entities/identity.ts';
import { Staff } from '../../entities/staff.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { Message } from '../../src/chat/channel.ts';
import { broadcast } from '../../src/commands/broadcast.ts';
import { noteAbilities, noteQuota } from '../../src/outbox/note-abilities.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, meet, openHouse, type Someone, scripted } from '../outbox/house.ts';

let house: House;
let ploy: Someone;
let asked: string | undefined;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  house.at('2027-03-01T04:00:00Z');
  asked = undefined;
  await house.pool.query('truncate customer, campaign, channel_note, segment cascade');
  const terms = {
    kind: 'amount' as const,
    name: { en: 'Free latte', 'zh-hant': '免費拿鐵' },
    amountMinor: 10_000,
    validity: { days: 7 },
  };
  await inTransaction(house, (tx) => createCampaign(tx, { kind: 'operator' }, { ref: 'LATTE', terms, stock: 100 }));
  ploy = await meet(house, { marketing: false });
  await house.pool.query(`insert into staff (customer_id, role, created_at) values ($1, 'marketer', now())`, [
    ploy.customer,
  ]);
  await noteAbilities(house, scripted({ abilities: { pace: 25 } }));
});
afterAll(() => house.end());

async function say(args: string, by = ploy): Promise<Message> {
  const answer = await inTransaction(house, async (tx) => {
    const customer = await tx.db.findOneByOrFail(Customer, { id: by.customer });
    const identity = await tx.db.findOneByOrFail(Identity, { id: by.identity });
    const staff = await tx.db.findOneBy(Staff, { customerId: by.customer });
    const language = customer.language as 'en';
    return broadcast.run({
      tx,
      person: { customer, identity, staff, language },
      t: tx.shop.words(language),
      args,
      run: () => Promise.reject(new Error('not here')),
      ask: (line) => {
        asked = line;
      },
    });
  });
  return (Array.isArray(answer) ? answer[0] : answer) as Message;
}

const labels = ({ buttons = [] }: Message) =>
  buttons.map((button) => ('says' in button ? `${button.label} → ${button.says}` : button.label));
const crowd = (count: number, more: Record<string, unknown> = {}) =>
  Promise.all(Array.from({ length: count }, () => meet(house, more)));

test('without a campaign the live ones are offered', async () => {
  expect(labels(await say(''))).toEqual(['Free latte → /broadcast LATTE']);
});

test('the card says who is reached, who is not, how long, and what it can cost', async () => {
  await crowd(3);
  await crowd(2, { zone: 'America/New_York' });
  await crowd(1, { marketing: false });
  const [gone] = await crowd(1);
  await house.pool.query('update identity set reachable = false where id = $1', [gone!.identity]);
  await noteQuota(house, { ...scripted(), quota: async () => ({ limit: 200, used: 197 }) });
  const card = await say('LATTE');
  expect(`${card.title}\n${card.text}`).toMatchInlineSnapshot(`
    "Broadcast: Free latte
    Reaches 5 people who agreed to offers:
    • tape: 5 people, under a minute
      3 messages left this month (as of 12:00)
      2 messages short: it pauses there until you resume it

    Cannot be reached: 1 person
    Said no to offers: 2 people
    It is night for 2 of them: they hear from us at 09:00 their time.
    It can cost NT$500 at most.
    How many will use it cannot be said yet: too few people like these have been told of a coupon like this."
  `);
  expect(labels(card)).toEqual([
    'Test to me → /broadcast LATTE test',
    'Send now → /broadcast LATTE send',
    'At a time… → /broadcast LATTE at',
    'To whom… → /broadcast LATTE to',
    'Text… → /broadcast LATTE text',
    'Repeat… → /broadcast LATTE repeat',
  ]);
});

test('the test is what people get, with the way out in it', async () => {
  const card = await say('LATTE test');
  expect(card.title).toBe('Free latte');
  expect(labels(card)).toEqual(['Claim → /claim LATTE', 'No more offers → /stop']);
});

test('a segment that somebody called “All” is not everybody, whether it is typed or tapped', async () => {
  await crowd(3);
  const [one] = await crowd(1);
  await house.pool.query(
    `with made as (insert into segment (name, created_at) values ('All', now()) returning id)
     insert into segment_member (segment_id, customer_id) select id, $1 from made`,
    [one!.customer],
  );
  expect((await say('LATTE to all')).text).toContain('Reaches 1 person');
  const { buttons } = await say('LATTE to');
  const tap = (label: string) => say((buttons!.find((one) => one.label === label) as { says: string }).says.slice(11));
  expect((await tap('Everybody')).text).toContain('Reaches 4 people');
  expect((await tap('All')).text).toContain('Reaches 1 person');
});

test('a few are told with one tap, and it can be taken back', async () => {
  await crowd(3);
  const answer = await say('latte send');
  expect(answer.text).toBe('It goes out in a minute.');
  expect(labels(answer)).toEqual(['Take it back → /broadcast LATTE recall']);
  expect((await say('LATTE recall')).text).toBe('Taken back. Nobody was told.');
  expect((await say('LATTE recall')).text).toBe(
    'This broadcast is over already; there is nothing left to stop or take back.',
  );
  expect(await house.rows('select state from broadcast')).toEqual([{ state: 'stopped' }]);
});

test('more than a thousand are told only when the number is typed', async () => {
  await house.pool.query(
    `with made as (insert into customer (language, marketing, joined_at, agreed_version, created_at)
       select 'en', true, now(), '1', now() from generate_series(1, 1001) returning id)
     insert into identity (customer_id, channel, address, created_at) select id, 'tape', id::text, now() from made`,
  );
  expect((await say('LATTE send')).text).toContain('type the number: 1001');
  expect(asked).toBe('/broadcast LATTE send');
  expect((await say('LATTE send 1000')).text).toContain('a different number');
  expect(await house.rows('select 1 from broadcast')).toEqual([]);
  expect((await say('LATTE send 1,001')).text).toBe('It goes out in a minute.');
});

test('a time is read in the brand’s zone, and the quiet hours are refused with the next time that works', async () => {
  await crowd(1);
  expect((await say('LATTE at')).text).toContain('Asia/Taipei');
  expect(asked).toBe('/broadcast LATTE at');
  await expect(say('LATTE at 21:00')).rejects.toMatchObject({
    code: 'quiet-hours',
    facts: [{ typed: '2027-03-02 09:00' }],
  });
  await expect(say('LATTE at 2027-02-28 12:00')).rejects.toMatchObject({ code: 'time-past' });
  await expect(say('LATTE at noon')).rejects.toMatchObject({ code: 'time-unreadable' });
  await expect(say('LATTE at 2027-02-30 12:00')).rejects.toMatchObject({ code: 'time-unreadable' });
  expect((await say('LATTE at １８：３０')).text).toBe('It goes out on 1 March 18:30.');
  expect(await house.rows('select send_at from broadcast')).toEqual([{ send_at: new Date('2027-03-01T10:30:00Z') }]);
});

test('nobody to tell is said, and only marketers and owners may', async () => {
  expect((await say('LATTE send')).text).toContain('There is nobody to tell');
  await expect(say('NOPE')).rejects.toMatchObject({ code: 'campaign-unknown' });
  await expect(say('LATTE', await meet(house))).rejects.toMatchObject({ code: 'staff-only' });
  await house.pool.query(`update staff set role = 'clerk'`);
  await expect(say('LATTE')).rejects.toMatchObject({ code: 'not-allowed' });
});
