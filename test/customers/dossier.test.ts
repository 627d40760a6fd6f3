import { afterAll, expect, it } from 'vitest';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { couponsHeld } from '../../src/customers/coupons-held.ts';
import { cursorOf, customerTimeline, readTimeline } from '../../src/customers/customer-timeline.ts';
import { customerDossier } from '../../src/customers/dossier.ts';
import { keepPhone } from '../../src/customers/keep-phone.ts';
import { setBirthday } from '../../src/customers/set-birthday.ts';
import { setName } from '../../src/customers/set-name.ts';
import { tagCustomer, untagCustomer } from '../../src/customers/tags.ts';
import { type Entry, kinds } from '../../src/customers/timeline-kinds.ts';
import { haveIdea } from '../../src/ideas/have-idea.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { post } from '../../src/outbox/post.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { setTiers } from '../../src/tiers/set-tiers.ts';
import { openCounter, refusal } from '../coupons/counter.ts';

const counter = await openCounter(4);
const { run, database, operator, clock } = counter;
afterAll(() => counter.close());

const DAY = 86_400_000;
const boss = await counter.staff('Somchai', 'owner');
const station = await counter.store('Station', 'Asia/Taipei');
const off = await counter.campaign({ ref: 'OFFER', terms: { kind: 'amount', amountMinor: 1000 } });
await run((tx) =>
  setTiers(tx, operator, { by: 'spend', tiers: [{ name: 'gold', names: { en: 'Gold' }, threshold: 10_000 }] }),
);
let orders = 0;

const buy = (customerId: string, amountMinor: number, ago: number, products: [string, number][] = []) => {
  const what = { who: { customerId }, source: 'pos', orderNo: `${++orders}`, amountMinor, storeId: station.id };
  const lines = products.map(([product, quantity]) => ({ product, quantity, amountMinor: 100 }));
  return run((tx) => recordPurchase(tx, operator, { ...what, lines, at: new Date(clock.at.getTime() - ago * DAY) }));
};
const redeem = async (customerId: string, amountMinor: number) => {
  const { code } = await counter.claim(off.id, customerId);
  return run((tx) => redeemCoupon(tx, boss, { code, amountMinor, storeId: station.id }));
};
const card = (id: string, by = boss) => run((tx) => customerDossier(tx, by, id));
const all = (id: string) => run((tx) => customerTimeline(tx, id, { most: 100 }));
const said = ({ kind, facts }: Entry) => [kind, facts];

it('Ten orders come to what a hand works out: how many, how much, how often, what and when', async () => {
  const mali = await counter.person('Mali');
  const days = [90, 80, 73, 60, 52, 40, 33, 20, 10, 3];
  for (const [at, ago] of days.entries())
    await buy(mali, 1000 + at, ago, [['latte', 2], ...(at < 4 ? [['cake', 1] as [string, number]] : [])]);
  const { stats, products, store, behaviour } = await card(mali);
  // Between them 10, 7, 13, 8, 12, 7, 13, 10 and 7 days; the one in the middle is 10.
  expect(stats).toMatchObject({ purchases: 10, spentMinor: 10_045, intervalDays: 10 });
  expect(stats.lastAt).toEqual(new Date(clock.at.getTime() - 3 * DAY));
  expect(products).toEqual([
    { product: 'latte', quantity: 20 },
    { product: 'cake', quantity: 4 },
  ]);
  expect([store, behaviour]).toEqual(['Station', 'active']);
});

it('One card has all that is known: who, agreed, bought, used, said and was told; a marketer sees less of who', async () => {
  const mali = await counter.person('Mali');
  await run(async (tx) => {
    await keepPhone(tx, await counter.named(mali), '+886 912 345 678');
    await setBirthday(tx, await counter.named(mali), { mmdd: 315, year: 1990 });
    await tx.db.query(
      `insert into consent (customer_id, purpose, granted, text_version, language, channel, at)
       values ($1, 'service', true, '2026-11', 'en', 'terminal', $2), ($1, 'marketing', false, '2026-11', 'en', 'terminal', $2)`,
      [mali, tx.now],
    );
  });
  await buy(mali, 12_000, 1);
  const { redemptionId } = await redeem(mali, 5000);
  await counter.claim(off.id, mali);
  await database.query(
    `insert into feedback (customer_id, redemption_id, rating, words, at) values ($1, $2, 4, 'quick and friendly', $3)`,
    [mali, redemptionId, clock.at],
  );
  await run((tx) => tagCustomer(tx, boss, { customerId: mali, tag: 'vip' }));
  const seen = await card(mali);
  expect(seen).toMatchObject({
    name: 'Mali',
    phone: '+886912345678',
    birthday: { mmdd: 315, year: 1990 },
    channels: [{ channel: 'terminal', reachable: true }],
    consents: [
      { purpose: 'service', granted: true },
      { purpose: 'marketing', granted: false },
    ],
    standing: { tier: { name: 'gold' } },
    points: { balance: 160, owed: 0 },
    stats: { purchases: 2, spentMinor: 16_000 },
    coupons: { claimed: 2, used: 1, open: 1 },
    tags: ['vip'],
    feedback: { count: 1, average: 4, last: { rating: 4, words: 'quick and friendly', at: clock.at } },
    messages: { sent: 0, waiting: 1, not: 0 },
  });
  const marketer = await counter.staff('Ploy', 'marketer');
  const masked = await card(mali, marketer);
  expect([masked.name, masked.phone, masked.birthday]).toEqual(['M***', '678', undefined]);
  expect(JSON.stringify(masked)).not.toMatch(/Mali|91234|1990/);
});

it('Each use of a coupon is listed with when, where, by whom and for how much', async () => {
  const mali = await counter.person('Mali');
  for (const amount of [5000, 7000]) {
    counter.later(60_000);
    await redeem(mali, amount);
  }
  const open = await counter.claim(off.id, mali);
  const { coupons, total } = await run((tx) => couponsHeld(tx, mali, { page: 1, size: 10 }));
  expect(total).toBe(3);
  expect(coupons[0]).toMatchObject({ id: open.couponId, state: 'issued', used: null });
  const rows = await database.query(
    'select at, order_minor::int as minor from redemption where customer_id = $1 order by at desc',
    [mali],
  );
  expect(coupons.slice(1).map(({ used }) => [used!.at, used!.orderMinor])).toEqual(
    rows.map(({ at, minor }: { at: Date; minor: number }) => [at, minor]),
  );
  expect(coupons[1]).toMatchObject({
    ref: 'OFFER',
    state: 'redeemed',
    used: { store: 'Station', staff: 'Somchai', discountMinor: 1000 },
  });
  expect((await run((tx) => couponsHeld(tx, mali, { page: 2, size: 2 }))).coupons).toHaveLength(1);
});

it('The timeline tells everything that happened, the newest first, with what was sent and what was not and why', async () => {
  const mali = await counter.person('Mali');
  counter.later(1000);
  await run(async (tx) => setName(tx, await counter.named(mali), 'Mali Chai'));
  counter.later(1000);
  const { redemptionId } = await redeem(mali, 13_000);
  counter.later(1000);
  await run((tx) => undoRedemption(tx, boss, { redemptionId, reason: 'wrong table' }));
  await database.query(`update delivery set state = 'sent', finished_at = $2 where subject = $1`, [
    `receipt:${redemptionId}`,
    clock.at,
  ]);
  counter.later(1000);
  const { purchase } = await buy(mali, 4000, 0, [['latte', 1]]);
  counter.later(1000);
  await run((tx) =>
    recordRefund(tx, operator, {
      source: 'pos',
      orderNo: purchase.orderNo,
      refundNo: 'r1',
      amountMinor: 1000,
      reason: 'cold',
    }),
  );
  counter.later(1000);
  await run((tx) => tagCustomer(tx, boss, { customerId: mali, tag: 'vip' }));
  counter.later(1000);
  await run((tx) => untagCustomer(tx, boss, { customerId: mali, tag: 'vip' }));
  const say = () => [{ text: 'Two for one on Monday' }];
  await run((tx) => post(tx, mali, { subject: 'offer:1', class: 'marketing', say }));
  await database.query(
    `update delivery set state = 'skipped', reason = 'opted out', finished_at = $1 where subject = 'offer:1'`,
    [clock.at],
  );
  counter.later(1000);
  await database.query(
    `insert into ticket (ref, customer_id, state, note, opened_at, closed_at) values ('TICK', $1, 'closed', 'sorry', $2, $3)`,
    [mali, clock.at, new Date(clock.at.getTime() + 1000)],
  );
  const { entries } = await all(mali);
  expect(entries.map(said)).toEqual([
    ['answer', { ref: 'TICK', note: 'sorry', staff: null }],
    ['ticket', { ref: 'TICK', state: 'closed' }],
    [
      'message',
      {
        class: 'marketing',
        channel: 'terminal',
        state: 'skipped',
        reason: 'opted out',
        subject: 'offer',
        text: 'Two for one on Monday',
      },
    ],
    ['tag', { tag: 'vip', off: true }],
    ['tag', { tag: 'vip', off: false }],
    ['points', { delta: -10, reason: 'undo' }],
    ['refund', { orderNo: purchase.orderNo, amountMinor: 1000, points: 10, reason: 'cold' }],
    ['points', { delta: 40, reason: 'purchase' }],
    [
      'purchase',
      expect.objectContaining({
        source: 'pos',
        paidMinor: 4000,
        refundedMinor: 1000,
        store: 'Station',
        products: ['latte'],
      }),
    ],
    ['message', expect.objectContaining({ subject: 'undone', state: 'waiting' })],
    ['message', expect.objectContaining({ subject: 'receipt', state: 'sent', text: 'Your receipt' })],
    ['tier', { from: 'gold', to: null, names: {} }],
    ['points', { delta: -120, reason: 'undo' }],
    ['undo', { names: { en: 'Latte' }, reason: 'wrong table', staff: 'Somchai' }],
    ['tier', { from: null, to: 'gold', names: { en: 'Gold' } }],
    ['points', { delta: 120, reason: 'purchase' }],
    [
      'redemption',
      expect.objectContaining({
        store: 'Station',
        staff: 'Somchai',
        orderMinor: 13_000,
        discountMinor: 1000,
        undone: true,
      }),
    ],
    ['claim', { names: { en: 'Latte' }, channel: 'terminal' }],
    ['edit', { field: 'name' }],
    ['joined', {}],
    ['identity', { channel: 'terminal' }],
  ]);
});

it('Answers to a survey and ideas are in the timeline; clerks read no words of customers, and none who may not see names what was written to them', async () => {
  const old = 'Old Name';
  const mali = await counter.person(old);
  await run(async (tx) => {
    await post(tx, mali, { subject: 'birthday:1', class: 'notice', say: () => [{ text: `Happy birthday, ${old}!` }] });
    await tx.db.query(
      `insert into survey (customer_id, reason, wish, words, asked_at, answered_at) values ($1, 'far', 'hours', 'You moved', $2, $2), ($1, null, null, null, $2, null)`,
      [mali, tx.now],
    );
    await haveIdea(tx, mali, 'Oat milk, please');
    await setName(tx, await counter.named(mali), 'New Name');
  });
  const { redemptionId } = await redeem(mali, 5000);
  await database.query(
    `insert into feedback (customer_id, redemption_id, rating, words, at) values ($1, $2, 2, 'call me on 0912', $3)`,
    [mali, redemptionId, clock.at],
  );
  await database.query(
    `insert into ticket (ref, customer_id, state, note, opened_at, closed_at) values ('OLDN', $1, 'closed', $3, $2, $2)`,
    [mali, clock.at, `Sorry, ${old}`],
  );
  await run((tx) => undoRedemption(tx, boss, { redemptionId, reason: `${old} left` }));
  const read = async (by: Actor) => (await run((tx) => readTimeline(tx, by, mali, 'all', { most: 100 }))).entries;
  const of = (entries: Entry[], kind: string) => entries.find((one) => one.kind === kind)?.facts;
  const whole = await read(boss);
  expect(whole.filter(({ kind }) => kind === 'survey' || kind === 'idea').map(said)).toEqual([
    ['idea', { ref: expect.any(String), words: 'Oat milk, please', tags: [] }],
    ['survey', { reason: 'far', wish: 'hours', words: 'You moved' }],
  ]);
  expect(whole).toEqual(await read(operator));
  expect(whole.filter(({ facts }) => JSON.stringify(facts).includes(old))).toHaveLength(3);

  const marketer = await read(await counter.staff('Ploy', 'marketer'));
  expect(of(marketer, 'idea')).toEqual(of(whole, 'idea'));
  expect(of(marketer, 'feedback')).toEqual(of(whole, 'feedback'));
  expect(JSON.stringify(marketer)).not.toContain(old);
  const noi = await counter.staff('Noi');
  const clerk = await read(noi);
  expect(clerk.map(({ kind }) => kind)).toEqual(whole.map(({ kind }) => kind));
  expect(JSON.stringify(clerk)).not.toMatch(/Old Name|Oat|You moved|far|hours|0912/);
  expect(of(clerk, 'feedback')).toMatchObject({ rating: 2, words: null });
  expect([(await card(mali)).feedback.last?.words, (await card(mali, noi)).feedback.last?.words]).toEqual([
    'call me on 0912',
    null,
  ]);
});

it('Broadcasts that did not reach somebody are in the timeline, with the reason', async () => {
  const mali = await counter.person('Mali');
  const [{ id: identity }] = await database.query('select id from identity where customer_id = $1', [mali]);
  for (const [n, state] of ['sent', 'holdout', 'capped'].entries()) {
    const at = new Date(clock.at.getTime() + n * 1000);
    const [{ id }] = await database.query(
      `insert into broadcast (campaign_id, state, send_at, started_at, created_at) values ($1, 'done', $2, $2, $2) returning id`,
      [off.id, at],
    );
    await database.query(
      `insert into broadcast_chunk (broadcast_id, channel, language, ids, state, run_at, first_id, last_id)
       values ($1, 'terminal', 'en', array[$2::bigint], $3, $4, $2, $2)`,
      [id, identity, state, at],
    );
  }
  const { entries } = await run((tx) => customerTimeline(tx, mali, { only: ['broadcast'] }));
  expect(entries.map(({ facts }) => facts)).toEqual(
    ['capped', 'holdout', 'sent'].map((outcome) => ({ names: { en: 'Latte' }, outcome })),
  );
  expect((await card(mali)).messages).toEqual({ sent: 1, waiting: 0, not: 2 });
});

it('Pages of a timeline put together are the whole, though many things happened in one instant', async () => {
  const mali = await counter.person('Mali');
  for (let n = 0; n < 6; n++) await redeem(mali, 2000 + n);
  const whole = (await all(mali)).entries;
  expect(whole.length).toBeGreaterThan(20);
  expect(new Set(whole.map(cursorOf)).size).toBe(whole.length);
  for (const most of [1, 3, 7]) {
    const pages: Entry[] = [];
    let before: string | undefined;
    do {
      const page = await run((tx) => customerTimeline(tx, mali, { most, ...(before && { before }) }));
      pages.push(...page.entries);
      before = page.next;
    } while (before);
    expect(pages, `${most} a page`).toEqual(whole);
  }
  for (const kind of kinds) {
    const { entries } = await run((tx) => customerTimeline(tx, mali, { only: [kind], most: 100 }));
    expect(entries).toEqual(whole.filter((one) => one.kind === kind));
  }
  for (const wrong of ['', '1', 'zzzzzzzzzz-a00000000000', "0-a0000000000'"])
    if (wrong)
      expect(await refusal(run((tx) => customerTimeline(tx, mali, { before: wrong })))).toMatchObject({
        code: 'cursor-unknown',
      });
});

it('What the other account had said and been told is in the timeline of who they have become, until they part', async () => {
  const kept = await counter.person('Mali');
  counter.later(1000);
  const joined = await counter.person('Mali too');
  await buy(joined, 20_000, 0);
  await run(async (tx) => setName(tx, await counter.named(joined), 'Mali 2'));
  counter.later(1000);
  const { linkId } = await run((tx) => joinCustomers(tx, kept, joined));
  const both = (await all(joined)).entries;
  expect((await all(kept)).entries.map(({ kind }) => kind).sort()).toEqual(
    ['edit', 'identity', 'identity', 'joined', 'joined', 'link', 'points', 'points', 'purchase', 'tier', 'tier'].sort(),
  );
  // The account that was given up has bought nothing: its tier came over, and is no fall.
  expect(both.filter(({ kind }) => kind === 'purchase')).toEqual([]);
  const { name, stats, standing } = await card(joined);
  expect([name, stats.purchases, standing?.tier?.name]).toEqual(['Mali', 1, 'gold']);
  await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
  expect((await all(joined)).entries.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['purchase', 'edit', 'unlink']),
  );
  expect((await all(kept)).entries.map(({ kind }) => kind)).not.toContain('purchase');
  expect([(await card(joined)).standing?.tier?.name, (await card(kept)).standing?.tier]).toEqual(['gold', undefined]);
});

it('Each reading of a dossier is noted with who read it, and nobody reads one without the right', async () => {
  const mali = await counter.person('Mali');
  const clerk = await counter.staff('Noi');
  await card(mali, clerk);
  const noted = await database.query('select actor, act, facts from audit where subject = $1', [mali]);
  expect(noted).toEqual([{ actor: `staff:${clerk.staff.id}`, act: 'read-customer', facts: { part: 'card' } }]);
  const gone = { ...clerk, staff: { ...clerk.staff, endedAt: clock.at } };
  expect(await refusal(card(mali, gone))).toMatchObject({ code: 'not-allowed' });
});

it('A redemption that is not taken through changes nothing of the dossier', async () => {
  const mali = await counter.person('Mali');
  const { code } = await counter.claim(off.id, mali);
  const before = await card(mali);
  const broken = run(async (tx) => {
    await redeemCoupon(tx, boss, { code, amountMinor: 30_000, storeId: station.id });
    throw new Error('the power went');
  });
  await expect(broken).rejects.toThrow('the power went');
  expect(await card(mali)).toEqual(before);
  await run((tx) => redeemCoupon(tx, boss, { code, amountMinor: 30_000, storeId: station.id }));
  expect(await card(mali)).toMatchObject({
    stats: { purchases: 1 },
    coupons: { used: 1 },
    points: { balance: 290 },
    standing: { tier: { name: 'gold' } },
  });
});
