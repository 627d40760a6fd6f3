import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countBroadcast } from '../../src/broadcasts/count-broadcast.ts';
import { holdBack } from '../../src/broadcasts/hold-back.ts';
import { changeMarketingRules } from '../../src/broadcasts/marketing-rules.ts';
import { EMPTY_PLAN, type Plan } from '../../src/broadcasts/plan.ts';
import { preflight } from '../../src/broadcasts/preflight.ts';
import { startBroadcast } from '../../src/broadcasts/start-broadcast.ts';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { pauseBroadcast, resumeBroadcast, stopBroadcast } from '../../src/broadcasts/stop-broadcast.ts';
import { campaignStats } from '../../src/campaigns/campaign-stats.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { findClaimable } from '../../src/coupons/claimable.ts';
import { customerTimeline } from '../../src/customers/customer-timeline.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { noteAbilities } from '../../src/outbox/note-abilities.ts';
import { post } from '../../src/outbox/post.ts';
import { runSender } from '../../src/outbox/run-sender.ts';
import { funnel } from '../../src/reports/funnel.ts';
import { inTransaction } from '../../src/transaction.ts';
import {
  type House,
  meet,
  openHouse,
  type Script,
  type Scripted,
  type Someone,
  scripted,
  until,
} from '../outbox/house.ts';
import { tellPeople } from '../reports/told.ts';

let house: House;
const operator = { kind: 'operator' } as const;
const campaigns: Record<string, string> = {};
const running: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  house.at('2027-03-01T04:00:00Z');
  await house.pool.query('truncate customer, campaign, delivery, sender, setting, segment cascade');
  for (const ref of ['LATTE', 'MOCHA', 'CHAI']) {
    const terms = { kind: 'amount' as const, name: { en: `Free ${ref}` }, amountMinor: 10_000, validity: { days: 7 } };
    campaigns[ref] = (await inTransaction(house, (tx) => createCampaign(tx, operator, { ref, terms, stock: 100 }))).id;
  }
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
  house.channels.clear();
});
afterAll(() => house.end());

const people = (count: number, more = {}, channel = 'tape') =>
  Promise.all(Array.from({ length: count }, () => meet(house, more, channel)));

/** So many people at once, by SQL: named in the order they were made. */
async function crowd(count: number): Promise<void> {
  await house.pool.query(
    `with made as (insert into customer (id, language, marketing, joined_at, agreed_version, created_at)
       select gen_random_uuid(), 'en', true, now(), '1', now() from generate_series(1, $1) returning id)
     insert into identity (customer_id, channel, address, created_at) select id, 'tape', id::text, now() from made`,
    [count],
  );
}

async function begin(ref = 'LATTE', plan: Partial<Plan> = {}): Promise<string> {
  const given = { campaignId: campaigns[ref]!, plan: { ...EMPTY_PLAN, ...plan } };
  const { id } = await inTransaction(house, (tx) => startBroadcast(tx, operator, given));
  house.pass(61_000);
  await startDueBroadcasts(house);
  return id;
}

function open(script: Script = {}): Scripted {
  const channel = scripted(script);
  house.channels.set(channel.name, channel);
  return channel;
}

function send(channel: Scripted) {
  running.push(runSender(house, channel));
}

async function list(name: string, ...members: Someone[]): Promise<string> {
  const [row] = await house.rows<{ id: string }>(
    'insert into segment (name, created_at) values ($1, now()) returning id',
    [name],
  );
  for (const { customer } of members)
    await house.pool.query('insert into segment_member (segment_id, customer_id) values ($1, $2)', [row!.id, customer]);
  return row!.id;
}

const rules = (change: Parameters<typeof changeMarketingRules>[2]) =>
  inTransaction(house, (tx) => changeMarketingRules(tx, operator, change));
const figures = (id: string) => countBroadcast(house.database.manager, id);
const over = (id: string) =>
  until(
    async () =>
      (await house.rows('select 1 from broadcast where id = $1 and finished_at is not null', [id])).length === 1,
  );
const reach = async (id: string) =>
  Object.fromEntries(
    (
      await house.rows<{ customer_id: string; outcome: string }>(
        'select * from broadcast_reach where broadcast_id = $1',
        [id],
      )
    ).map(({ customer_id, outcome }) => [customer_id, outcome]),
  );
const reachedAs = async (id: string) =>
  Object.fromEntries(
    (
      await house.rows<{ outcome: string; count: number }>(
        'select outcome, count(*)::int from broadcast_reach where broadcast_id = $1 group by outcome order by outcome',
        [id],
      )
    ).map(({ outcome, count }) => [outcome, count]),
  );

describe('Who is meant', () => {
  test('a segment is told as it is when the broadcast begins, and what it was is kept', async () => {
    const [mali, ken, noi] = await people(3);
    const segment = await list('Regulars', mali!, ken!);
    const channel = open();
    const id = await begin('LATTE', { segment });
    await house.pool.query('insert into segment_member values ($1, $2)', [segment, noi!.customer]);
    await house.pool.query('delete from segment_member where customer_id = $1', [ken!.customer]);
    send(channel);
    await over(id);
    expect([...channel.got.keys()].sort()).toEqual([mali!.address, ken!.address].sort());
    expect(await house.rows('select audience from broadcast where id = $1', [id])).toEqual([
      { audience: [{ id: segment, name: 'Regulars', rule: null }] },
    ]);
    expect(await reach(id)).toEqual({ [mali!.customer]: 'sent', [ken!.customer]: 'sent' });
  });

  test('the first segment that fits decides who gets which coupon, and the rest gets the own one or nothing', async () => {
    const [mali, ken, noi, ploy] = await people(4);
    const high = await list('High', mali!, ken!);
    const rare = await list('Rare', ken!, noi!);
    const variants = [
      { segment: high, campaign: campaigns.MOCHA! },
      { segment: rare, campaign: campaigns.CHAI!, texts: { en: 'We miss you.' } },
    ];
    const channel = open();
    send(channel);
    const id = await begin('LATTE', { variants });
    await over(id);
    const got = (who: Someone) => channel.got.get(who.address)!;
    expect(got(mali!)).toEqual([expect.stringContaining('Free MOCHA')]);
    expect(got(ken!)).toEqual([expect.stringContaining('Free MOCHA')]);
    expect(got(noi!)).toEqual([expect.stringMatching(/^Free CHAI\nWe miss you\.\n\n/)]);
    expect(got(ploy!)).toEqual([expect.stringContaining('Free LATTE')]);
    expect(await figures(id)).toMatchObject({ planned: 4, sent: 4 });
    const told = async (ref: string) =>
      (await inTransaction(house, (tx) => campaignStats(tx, operator, campaigns[ref]!))).total.sent;
    expect([await told('LATTE'), await told('MOCHA'), await told('CHAI')]).toEqual([1, 2, 1]);
    const reported = async (ref: string) => (await inTransaction(house, (tx) => funnel(tx, operator, ref))).versions;
    const counted = await Promise.all(['LATTE', 'MOCHA', 'CHAI'].map(reported));
    expect(counted.map(([one]) => one?.told)).toEqual([1, 2, 1]);
    const { entries } = await inTransaction(house, (tx) =>
      customerTimeline(tx, ken!.customer, { only: ['broadcast'] }),
    );
    expect(entries.map(({ facts }) => facts)).toEqual([{ names: { en: 'Free MOCHA' }, outcome: 'sent' }]);

    house.at('2027-03-02T04:00:00Z');
    const other = await begin('CHAI', { variants: variants.slice(0, 1), rest: 'nothing' });
    await over(other);
    expect(await figures(other)).toMatchObject({ planned: 2, sent: 2 });
    expect(got(ploy!)).toHaveLength(1);
  });
});

test.each([false, true])(
  'accounts linked while a broadcast is under way are told once, many at once: %s',
  async (many) => {
    const [mali, ken] = await people(2);
    const [noi] = await people(1, {}, 'reel');
    const channels = [open({ many }), open({ name: 'reel', many })];
    const id = await begin();
    // Whoever was heard last: the account on the reel.
    await house.pool.query(`update identity set heard_at = now() where id = $1`, [noi!.identity]);
    await inTransaction(house, (tx) => joinCustomers(tx, mali!.customer, noi!.customer));
    for (const channel of channels) send(channel);
    await over(id);
    expect(channels.map(({ calls }) => calls.flatMap(({ to }) => to))).toEqual([[ken!.address], [noi!.address]]);
    expect(await figures(id)).toMatchObject({ planned: 3, sent: 2, stopped: 1, waiting: 0 });
  },
);

test('nobody is told of another campaign that has ended, before it began or while it rested', async () => {
  const [mali, ken, noi] = await people(3);
  const variants = [
    { segment: await list('High', mali!), campaign: campaigns.MOCHA! },
    { segment: await list('Rare', ken!), campaign: campaigns.CHAI! },
  ];
  const channel = open();
  const given = { campaignId: campaigns.LATTE!, plan: { ...EMPTY_PLAN, variants } };
  const { id } = await inTransaction(house, (tx) => startBroadcast(tx, operator, given));
  const end = (ref: string) => house.pool.query(`update campaign set state = 'stopped' where ref = $1`, [ref]);
  await end('MOCHA');
  house.pass(61_000);
  await startDueBroadcasts(house);
  expect(await figures(id)).toMatchObject({ planned: 3, stopped: 1, waiting: 2 });
  await inTransaction(house, (tx) => pauseBroadcast(tx, operator, id));
  await end('CHAI');
  await startDueBroadcasts(house);
  await inTransaction(house, (tx) => resumeBroadcast(tx, operator, id));
  send(channel);
  await over(id);
  expect([...channel.got.keys()]).toEqual([noi!.address]);
  expect(await figures(id)).toMatchObject({ planned: 3, sent: 1, stopped: 2, waiting: 0 });
});

describe('Before it is sent', () => {
  const look = async (plan: Partial<Plan> = {}) =>
    inTransaction(house, async (tx) => {
      const claimable = (await findClaimable(tx.db, 'LATTE'))!;
      return preflight(tx, operator, claimable, { ...EMPTY_PLAN, ...plan });
    });

  test('who is meant by nothing is not counted as somebody we cannot reach', async () => {
    const [mali, ken] = await people(5);
    const [gone] = await people(1, {}, 'closed');
    const few = await list('Few', mali!, ken!, gone!);
    open();
    await noteAbilities(house, scripted());
    const plan = { variants: [{ segment: few, campaign: campaigns.MOCHA! }], rest: 'nothing' as const };
    expect(await look(plan)).toMatchObject({ people: 2, unreachable: 1 });
    expect(await look()).toMatchObject({ people: 5, unreachable: 1 });
    expect(await look({ rest: 'nothing' })).toMatchObject({ people: 0, unreachable: 0 });
  });

  test('how many will use it comes from what they did before, and is not known of people without a past', async () => {
    await crowd(60);
    await people(40);
    await noteAbilities(house, scripted());
    const all = await house.rows<{ id: string }>('select id from customer order by created_at desc, id');
    const old = all.slice(0, 60).map(({ id }) => ({ customerId: id, outcome: 'sent' as const }));
    const at = new Date('2027-02-01T04:00:00Z');
    const told = (n: number) => tellPeople(house.database, campaigns.MOCHA!, at, old.slice(0, n));
    const use = (n: number, day: number) =>
      house.pool.query(
        `with c as (insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, channel, state, claimed_at, valid_from, valid_until)
           select gen_random_uuid(), $1, id, $4::int, 1, $4 * 1000 + row_number() over (), 'tape', 'redeemed', $3, $3, '2027-12-31'
           from unnest($2::uuid[]) id returning id, customer_id)
         insert into redemption (coupon_id, campaign_id, customer_id, method, discount_minor, at)
         select id, $1, customer_id, 'chat', 0, $3::timestamptz + interval '1 hour' from c`,
        [
          campaigns.MOCHA,
          old.slice(0, n).map(({ customerId }) => customerId),
          new Date(at.getTime() + day * 86_400_000),
          day + 1,
        ],
      );
    await told(49);
    expect((await look()).uses).toBeNull();
    await told(60);
    await use(12, 3);
    // What came too late has little to do with being told.
    await use(40, 15);
    const { low, high, ...past } = (await look()).uses!;
    expect(past).toEqual({ told: 60, used: 12 });
    expect([low, high]).toEqual([11, 32]);
    // Three are left: no more can be used.
    await house.pool.query('update campaign set stock = claimed + 3 where ref = $1', ['LATTE']);
    expect((await look()).uses).toMatchObject({ low: 3, high: 3 });
  });
});

describe('Texts', () => {
  test('blanks are filled in for each person, in their language, with words for what we do not know', async () => {
    const [mali] = await people(1, { name: 'Mali' });
    const [ken] = await people(1, { name: null });
    const [noi] = await people(1, { name: '小美', language: 'zh-hant' });
    await house.pool.query(
      `insert into tier (name, rank, names, spend_365_minor) values ('gold', 2, '{"en": "Gold", "zh-hant": "金卡"}', 1) on conflict do nothing`,
    );
    await house.pool.query(`insert into customer_stats (customer_id, tier, updated_at) values ($1, 'gold', now())`, [
      noi!.customer,
    ]);
    await house.pool.query('insert into points_account (customer_id, balance) values ($1, 1200)', [mali!.customer]);
    const channel = open({ many: true, abilities: { idempotent: true } });
    send(channel);
    const texts = {
      en: 'Dear {name|guest}, {tier}: {points} points.',
      'zh-hant': '{姓名}，您是{等級}，有 {點數} 點。',
    };
    const id = await begin('LATTE', { texts });
    await over(id);
    const first = (who: Someone) => channel.got.get(who.address)![0]!.split('\n')[1];
    expect([first(mali!), first(ken!), first(noi!)]).toEqual([
      'Dear Mali, member: 1,200 points.',
      'Dear guest, member: 0 points.',
      '小美，您是金卡，有 0 點。',
    ]);
    expect(channel.calls.every(({ many }) => !many)).toBe(true);
    expect(await figures(id)).toMatchObject({ planned: 3, sent: 3 });
  });

  test('a text of one wording for all still goes to many at once', async () => {
    await people(20);
    const channel = open({ many: true, abilities: { idempotent: true } });
    send(channel);
    const id = await begin('LATTE', { texts: { en: 'Rain today: come in.' } });
    await over(id);
    expect(channel.calls.map(({ many, to }) => [many, to.length])).toEqual([[true, 20]]);
    expect(channel.calls[0]!.text).toContain('Rain today: come in.\n\n');
  });

  test('a blank that nobody knows, a lone brace and a text too long are refused', async () => {
    for (const en of ['Hi {nmae}', 'Hi {}', 'Hi {name', 'Hi }', 'Hi {name|a{b}}', 'Hi {constructor}', 'Hi {__proto__}'])
      await expect(begin('LATTE', { texts: { en } }), en).rejects.toMatchObject({ code: 'blank-unknown' });
    await expect(begin('LATTE', { texts: { en: 'a'.repeat(501) } })).rejects.toMatchObject({ code: 'text-too-long' });
    expect(await house.rows('select 1 from broadcast')).toEqual([]);
  });

  test('with keys, personal messages whose end is not known are tried again under the same key: nobody has two', async () => {
    await people(30);
    let lost = 3;
    const channel = open({
      many: true,
      abilities: { idempotent: true },
      answer: () => (lost-- > 0 ? { outcome: 'unknown', reason: 'reset after acceptance' } : undefined),
    });
    send(channel);
    const id = await begin('LATTE', { texts: { en: 'Hi {name}' } });
    await until(async () => {
      house.pass(60_000);
      return (await figures(id)).waiting === 0;
    });
    expect(channel.calls.length).toBe(33);
    expect([...channel.got.values()].every((texts) => texts.length === 1)).toBe(true);
    expect(await figures(id)).toMatchObject({ planned: 30, sent: 30, unknown: 0 });
    expect(await reachedAs(id)).toEqual({ sent: 30 });
  });
});

describe('Who is held back', () => {
  test('a tenth is not told by a stable hash, and the figures add up; few people are all told', async () => {
    await crowd(1_000);
    const channel = open({ many: true, abilities: { idempotent: true } });
    send(channel);
    const id = await begin();
    await over(id);
    const { sent, holdout, planned } = await figures(id);
    expect(planned).toBe(1_000);
    expect(sent + holdout).toBe(1_000);
    expect(holdout).toBeGreaterThan(60);
    expect(holdout).toBeLessThan(145);
    expect(channel.got.size).toBe(sent);
    expect(await reachedAs(id)).toEqual({ holdout, sent });
    const agrees = `select count(*)::int from broadcast_reach where broadcast_id = $1 and held_out(customer_id, $1, 10) <> (outcome = 'holdout')`;
    expect(await house.rows(agrees, [id])).toEqual([{ count: 0 }]);

    await house.pool.query('update customer set marketing = id in (select id from customer order by id limit 150)');
    house.at('2027-03-02T04:00:00Z');
    const small = await begin('MOCHA');
    expect(await figures(small)).toMatchObject({ planned: 150, holdout: 0 });
  });

  test('one a day and two a week: who heard enough is left out and it is written down', async () => {
    await rules({ perDay: 1, perWeek: 2, holdoutPercent: 0 });
    const [mali] = await people(1);
    const told: string[] = [];
    const channel = open();
    send(channel);
    for (const [day, ref] of [
      ['01', 'LATTE'],
      ['01', 'MOCHA'],
      ['02', 'CHAI'],
      ['03', 'LATTE'],
      ['09', 'LATTE'],
    ] as const) {
      house.at(`2027-03-${day}T04:00:00Z`);
      const id = await begin(ref);
      await over(id);
      told.push((await reach(id))[mali!.customer]!);
    }
    expect(told).toEqual(['sent', 'capped', 'sent', 'capped', 'sent']);
    expect(channel.got.get(mali!.address)).toHaveLength(3);
  });

  test('greetings count as marketing, what people are owed does not, and is never held back', async () => {
    await rules({ perDay: 1, holdoutPercent: 50 });
    const [mali, ken] = await people(2);
    open();
    const say = () => [{ text: 'Hello' }];
    for (const n of [1, 2, 3])
      await inTransaction(house, (tx) => post(tx, ken!.customer, { subject: `receipt:${n}`, class: 'notice', say }));
    await inTransaction(house, (tx) => post(tx, mali!.customer, { subject: 'birthday', class: 'marketing', say }));
    const id = await begin();
    expect(await reach(id)).toEqual({ [mali!.customer]: 'capped', [ken!.customer]: 'waiting' });
    // Those already at their cap still get every notice, as many as there are.
    expect(
      await inTransaction(house, (tx) => post(tx, mali!.customer, { subject: 'receipt:4', class: 'notice', say })),
    ).toBe(true);
    expect(
      await house.rows(
        `select class, count(*)::int from delivery where state = 'waiting' group by class order by class`,
      ),
    ).toEqual([
      { class: 'marketing', count: 1 },
      { class: 'notice', count: 4 },
    ]);
  });

  test('a single message is held back by the same rules, and two at once for one person do not both pass', async () => {
    await rules({ perDay: 1, holdoutPercent: 0 });
    const [mali, ken] = await people(2);
    const of = '0195a5b0-0000-7000-8000-000000000001';
    const tell = (subject: string) =>
      inTransaction(house, async (tx) => {
        const held = await holdBack(tx, mali!.customer, of);
        if (!held) await post(tx, mali!.customer, { subject, class: 'marketing', say: () => [{ text: 'Hi' }] });
        return held ?? 'told';
      });
    expect((await Promise.all(['a', 'b', 'c', 'd'].map(tell))).sort()).toEqual(['capped', 'capped', 'capped', 'told']);
    const ask = (who: Someone, options: object) =>
      inTransaction(house, (tx) => holdBack(tx, who.customer, of, options));
    expect(await ask(mali!, { perDay: 0, perWeek: 0 })).toBeUndefined();
    expect(await ask(ken!, { holdoutPercent: 100 })).toBe('holdout');
    expect(await ask(ken!, {})).toBeUndefined();
  });

  test('broadcasts that begin together on two processes keep to one a day', async () => {
    await rules({ perDay: 1, holdoutPercent: 0 });
    await crowd(300);
    open();
    const ids = [];
    for (const campaignId of Object.values(campaigns))
      ids.push((await inTransaction(house, (tx) => startBroadcast(tx, operator, { campaignId }))).id);
    house.pass(61_000);
    const other = await house.other();
    await Promise.all([startDueBroadcasts(house), startDueBroadcasts(other)]);
    await startDueBroadcasts(house);
    await other.end();
    const all = await Promise.all(ids.map(figures));
    expect(all.map(({ planned }) => planned)).toEqual([300, 300, 300]);
    expect(all.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(300);
    expect(all.reduce((sum, { capped }) => sum + capped, 0)).toBe(600);
  });

  test('what was stopped before it left is not counted as heard', async () => {
    await rules({ perDay: 1, holdoutPercent: 0 });
    await crowd(20);
    const channel = open();
    const first = await begin('LATTE');
    await inTransaction(house, (tx) => stopBroadcast(tx, operator, first));
    await startDueBroadcasts(house);
    expect(await figures(first)).toMatchObject({ stopped: 20, waiting: 0 });
    send(channel);
    const second = await begin('MOCHA');
    await over(second);
    expect(await figures(second)).toMatchObject({ sent: 20, capped: 0 });
  });
});

test('what is paused rests, and goes on where it was', async () => {
  await people(100);
  const channel = open({ abilities: { pace: 40 } });
  send(channel);
  const id = await begin();
  await until(() => channel.calls.length > 10);
  expect(await inTransaction(house, (tx) => pauseBroadcast(tx, operator, id))).toBe('paused');
  await new Promise((done) => setTimeout(done, 900));
  const before = channel.calls.length;
  expect(before).toBeLessThan(60);
  await new Promise((done) => setTimeout(done, 500));
  expect(channel.calls.length).toBe(before);
  expect(await inTransaction(house, (tx) => resumeBroadcast(tx, operator, id))).toBe('resumed');
  await over(id);
  expect(await figures(id)).toMatchObject({ planned: 100, sent: 100, waiting: 0 });
  expect([...channel.got.values()].every((texts) => texts.length === 1)).toBe(true);
  expect(await inTransaction(house, (tx) => pauseBroadcast(tx, operator, id))).toBe('not-sending');
  expect(await inTransaction(house, (tx) => resumeBroadcast(tx, operator, id))).toBe('not-paused');
});

test('what is all gone rests, its starter is told once for each rest, and with more stock the others are told', async () => {
  const channel = open();
  const [mali, ken] = await people(5);
  const ploy = await meet(house, { marketing: false });
  const { rows } = await house.pool.query(
    `insert into staff (customer_id, role, created_at) values ($1, 'marketer', now()) returning id`,
    [ploy.customer],
  );
  const by = { kind: 'staff', staff: { id: rows[0].id, role: 'marketer', endedAt: null } as never } as const;
  const variants = [{ segment: await list('High', mali!), campaign: campaigns.MOCHA! }];
  const given = { campaignId: campaigns.LATTE!, plan: { ...EMPTY_PLAN, variants } };
  const { id } = await inTransaction(house, (tx) => startBroadcast(tx, by, given));
  house.pass(61_000);
  await startDueBroadcasts(house);
  const claimed = (ref: string, count: number) =>
    house.pool.query('update campaign set claimed = $2 where ref = $1', [ref, count]);
  const state = async () => (await house.rows('select state, reason from broadcast where id = $1', [id]))[0];
  const told = () => house.rows(`select 1 from delivery where subject like 'broadcast:' || $1 || ':gone:%'`, [id]);
  await claimed('LATTE', 100);
  await startDueBroadcasts(house);
  // Some of it may still be claimed, by those who get the other campaign.
  expect(await state()).toEqual({ state: 'sending', reason: null });
  await claimed('MOCHA', 100);
  await Promise.all([startDueBroadcasts(house), startDueBroadcasts(house)]);
  await startDueBroadcasts(house);
  expect([await state(), (await told()).length]).toEqual([{ state: 'paused', reason: 'all gone' }, 1]);
  send(channel);
  await until(() => channel.got.has(ploy.address));
  expect(channel.got.get(ploy.address)!.join('\n')).toContain('nobody is told of what is gone');
  expect([channel.got.has(mali!.address), channel.got.has(ken!.address)]).toEqual([false, false]);
  await inTransaction(house, (tx) => resumeBroadcast(tx, by, id));
  house.pass(61_000);
  await claimed('LATTE', 99);
  await startDueBroadcasts(house);
  await over(id);
  expect(await figures(id)).toMatchObject({ planned: 5, sent: 5, waiting: 0 });
  expect(await told()).toHaveLength(1);
});

test.each([false, true])(
  'who heard enough, opted out or was linked while it rested is left out when it goes on, many at once: %s',
  async (many) => {
    await rules({ perDay: 1, perWeek: 0, holdoutPercent: 0 });
    const [mali, ken, noi, ploy, som] = await people(5);
    const channel = open({ many });
    const id = await begin('LATTE');
    await inTransaction(house, (tx) => pauseBroadcast(tx, operator, id));
    house.at('2027-03-03T04:00:00Z');
    // What rests is not heard: others may be told meanwhile.
    const other = await begin('MOCHA', { segment: await list('Regulars', mali!) });
    expect(await reach(other)).toEqual({ [mali!.customer]: 'waiting' });
    const say = () => [{ text: 'Hello' }];
    await inTransaction(house, (tx) => post(tx, ken!.customer, { subject: 'greeting', class: 'marketing', say }));
    await house.pool.query('update customer set marketing = false where id = $1', [noi!.customer]);
    await inTransaction(house, (tx) => joinCustomers(tx, ploy!.customer, som!.customer));
    expect(await inTransaction(house, (tx) => resumeBroadcast(tx, operator, id))).toBe('resumed');
    // Somebody thinks again, and again.
    expect(await inTransaction(house, (tx) => pauseBroadcast(tx, operator, id))).toBe('paused');
    await startDueBroadcasts(house);
    expect(await house.rows('select state, resumed_at from broadcast where id = $1', [id])).toEqual([
      { state: 'paused', resumed_at: null },
    ]);
    await Promise.all([1, 2].map(() => inTransaction(house, (tx) => resumeBroadcast(tx, operator, id))));
    await Promise.all([startDueBroadcasts(house), startDueBroadcasts(house)]);
    // Those who are told now count from now on, also while no sender lives.
    expect(await inTransaction(house, (tx) => holdBack(tx, ploy!.customer, id, { holdoutPercent: 0 }))).toBe('capped');
    send(channel);
    await over(id);
    expect(await figures(id)).toMatchObject({ planned: 5, sent: 1, capped: 2, optedOut: 1, stopped: 1, waiting: 0 });
    expect(await reachedAs(id)).toEqual({ sent: 1, capped: 2, 'opted-out': 1, stopped: 1 });
  },
);

test('what waits in a broadcast that is under way counts as told, however long its sender has been down', async () => {
  await rules({ perDay: 1, perWeek: 0, holdoutPercent: 0 });
  await people(3);
  const channel = open();
  const slow = await begin('LATTE');
  house.at('2027-03-05T04:00:00Z');
  const other = await begin('MOCHA');
  expect(await figures(other)).toMatchObject({ planned: 3, capped: 3 });
  send(channel);
  await over(slow);
  expect([...channel.got.values()].map((texts) => texts.length)).toEqual([1, 1, 1]);
});

test('whoever had to wait after a handful is counted once, and their broadcasts are found newest first', async () => {
  await rules({ perDay: 0, perWeek: 0, holdoutPercent: 0 });
  const everybody = await people(20);
  const slow = everybody[3]!;
  const bad = everybody[5]!;
  let waited = 0;
  const channel = open({
    answer: ({ to }) => {
      if (to[0] === bad.address) return { outcome: 'unreachable', reason: 'blocked' };
      return to[0] === slow.address && waited++ === 0 ? { outcome: 'later', afterMs: 50, reason: '429' } : undefined;
    },
  });
  send(channel);
  const first = await begin('LATTE');
  await until(async () => {
    house.pass(5_000);
    return (await figures(first)).waiting === 0;
  });
  expect(await reachedAs(first)).toEqual({ sent: 19, unreachable: 1 });
  const second = await begin('MOCHA');
  await over(second);
  const of = (who: Someone, most = 9) =>
    house.rows('select broadcast_id as id, outcome from broadcasts_of($1, $2)', [who.customer, most]);
  expect(await of(slow)).toEqual([
    { id: second, outcome: 'sent' },
    { id: first, outcome: 'sent' },
  ]);
  expect(await of(slow, 1)).toEqual([{ id: second, outcome: 'sent' }]);
  expect(await of(bad)).toEqual([{ id: first, outcome: 'unreachable' }]);
  const heard = await house.rows('select customer_id, last_day, last_week from marketing_heard(null, $1)', [
    new Date('2027-03-01T06:00:00Z'),
  ]);
  const one = await house.rows('select customer_id, last_day, last_week from marketing_heard($2, $1)', [
    new Date('2027-03-01T06:00:00Z'),
    everybody.map(({ customer }) => customer),
  ]);
  const sorted = (rows: Record<string, unknown>[]) => rows.map((row) => JSON.stringify(row)).sort();
  expect(sorted(one)).toEqual(sorted(heard));
  expect(heard).toHaveLength(19);
  expect(heard.find(({ customer_id }) => customer_id === slow.customer)).toMatchObject({ last_day: 2, last_week: 2 });
});
