import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BroadcastSeries } from '../../entities/broadcast-series.ts';
import { approveBroadcast } from '../../src/broadcasts/approve-broadcast.ts';
import { dropDays, keepDays } from '../../src/broadcasts/calendars.ts';
import { changeMarketingRules } from '../../src/broadcasts/marketing-rules.ts';
import { planNext } from '../../src/broadcasts/plan-next.ts';
import { planSeries } from '../../src/broadcasts/plan-series.ts';
import { endSeries, repeatBroadcast } from '../../src/broadcasts/repeat-broadcast.ts';
import { periodsOf, type Repeats, readRepeats } from '../../src/broadcasts/repeats.ts';
import { startBroadcast } from '../../src/broadcasts/start-broadcast.ts';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { stopBroadcast } from '../../src/broadcasts/stop-broadcast.ts';
import type { Asked } from '../../src/broadcasts/what-is-asked.ts';
import { changeTerms } from '../../src/campaigns/change-terms.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { noteAbilities } from '../../src/outbox/note-abilities.ts';
import type { Actor } from '../../src/staff/actor.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, meet, openHouse, scripted } from '../outbox/house.ts';

let house: House;
let campaignId: string;
const operator = { kind: 'operator' } as const;
beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  // Monday noon in Taipei.
  house.at('2027-03-01T04:00:00Z');
  await house.pool.query('truncate customer, campaign, delivery, calendar_day, setting, segment cascade');
  const terms = { kind: 'points' as const, name: { en: 'Five' }, points: 5, validity: { days: 7 } };
  campaignId = (await inTransaction(house, (tx) => createCampaign(tx, operator, { ref: 'FIVE', terms }))).id;
  house.channels.set('tape', scripted());
  await noteAbilities(house, scripted());
});
afterAll(() => house.end());

const repeat = (repeats: Repeats) =>
  inTransaction(house, (tx) => repeatBroadcast(tx, operator, { campaignId, repeats }));
const weekly = (...weekdays: number[]): Repeats => ({ every: 'week', weekdays, time: '18:30', clock: 'brand' });
const all = () =>
  house.rows<{ period: string; state: string; send_at: Date }>(
    'select period, state, send_at from broadcast where series_id is not null order by period',
  );

describe('Periods', () => {
  const days = (repeats: Repeats, from: string, most: number, ...kept: string[]) =>
    periodsOf(repeats, from, most, new Set(kept));

  test('weekly, monthly and quarterly days, and the days of a calendar', () => {
    expect(days(weekly(1, 5), '2027-03-01', 13)).toEqual(['2027-03-01', '2027-03-05', '2027-03-08', '2027-03-12']);
    const monthly: Repeats = { every: 'month', day: 31, time: '10:00', clock: 'brand' };
    expect(days(monthly, '2027-01-15', 120)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30']);
    expect(days({ ...monthly, day: 15, every: 'quarter' }, '2027-01-01', 364)).toEqual([
      '2027-01-15',
      '2027-04-15',
      '2027-07-15',
      '2027-10-15',
    ]);
    const holidays: Repeats = { every: 'calendar', calendar: 'holidays', time: '10:00', clock: 'brand' };
    expect(days(holidays, '2027-03-01', 30, '2027-03-05', '2027-05-01')).toEqual(['2027-03-05']);
  });

  test('are read as people say them, and not at night', () => {
    const read = (text: string) => readRepeats(text, ['holidays', '節日']);
    const week = { every: 'week', weekdays: [5], time: '18:30', clock: 'brand' };
    for (const text of ['weekly fri 18:30', 'every Friday 18.30', '每週五 18:30', '每周五 18：30', '每星期五 18:30'])
      expect(read(text), text).toEqual(week);
    expect(read('每週五 18:30 當地時間')).toEqual({ ...week, clock: 'customer' });
    expect(read('weekly mon-fri 9:00 local')).toMatchObject({ weekdays: [1, 2, 3, 4, 5], clock: 'customer' });
    expect(read('monthly 1 10:00')).toEqual({ every: 'month', day: 1, time: '10:00', clock: 'brand' });
    expect(read('每月1日 10:00')).toMatchObject({ every: 'month', day: 1 });
    expect(read('每季15日 12:00')).toMatchObject({ every: 'quarter', day: 15 });
    expect(read('節日 10:00')).toMatchObject({ every: 'calendar', calendar: '節日' });
    for (const text of [
      'weekly',
      'weekly fri',
      'weekly fri 21:00',
      'weekly fri 8:59',
      'monthly 32 10:00',
      'xmas 10:00',
      'weekly fri 10:75',
    ])
      expect(() => read(text), text).toThrow('repeat-unreadable');
  });
});

describe('A series', () => {
  test('has one broadcast for each period, however many plan it at once', async () => {
    const made = await repeat(weekly(5));
    const other = await house.other();
    await Promise.all([planSeries(house), planSeries(other), planSeries(house)]);
    await other.end();
    expect(await all()).toEqual([
      { period: '2027-03-05', state: 'waiting', send_at: new Date('2027-03-05T10:30:00Z') },
    ]);
    // The table itself refuses the second.
    const series = await house.database.manager.findOneByOrFail(BroadcastSeries, { id: made.id });
    await expect(
      house.pool.query(
        `insert into broadcast (campaign_id, state, send_at, created_at, series_id, period) values ($1, 'waiting', now(), now(), $2, '2027-03-05')`,
        [campaignId, series.id],
      ),
    ).rejects.toMatchObject({ constraint: 'broadcast_period' });
  });

  test('after weeks of downtime begins with the next period, and tells nothing of those that passed', async () => {
    await meet(house);
    await repeat(weekly(5));
    house.at('2027-04-07T04:00:00Z');
    await planSeries(house);
    expect(await startDueBroadcasts(house)).toBe(0);
    await planSeries(house);
    expect((await all()).map(({ period, state }) => [period, state])).toEqual([
      ['2027-03-05', 'stopped'],
      ['2027-04-09', 'waiting'],
    ]);
  });

  test('leaves out what was taken back, goes on with the next, and ends with its campaign or by hand', async () => {
    await repeat(weekly(5));
    const [first] = await house.rows<{ id: string }>('select id from broadcast');
    await inTransaction(house, (tx) => stopBroadcast(tx, operator, first!.id));
    await planSeries(house);
    expect((await all()).map(({ state }) => state)).toEqual(['stopped']);
    house.at('2027-03-06T04:00:00Z');
    await planSeries(house);
    expect((await all()).map(({ period, state }) => [period, state])).toEqual([
      ['2027-03-05', 'stopped'],
      ['2027-03-12', 'waiting'],
    ]);
    expect(await inTransaction(house, (tx) => endSeries(tx, operator, campaignId))).toBe(true);
    expect((await all()).map(({ state }) => state)).toEqual(['stopped', 'stopped']);
    expect(await inTransaction(house, (tx) => endSeries(tx, operator, campaignId))).toBe(false);
    await repeat(weekly(6));
    await house.pool.query(`update campaign set state = 'stopped'`);
    await planSeries(house);
    expect(await house.rows(`select 1 from broadcast_series where state = 'on'`)).toEqual([]);
  });

  test('that ends while another process plans its next one leaves nothing behind', async () => {
    const { id } = await repeat(weekly(2, 3));
    house.at('2027-03-02T10:31:00Z');
    const series = await house.database.manager.findOneByOrFail(BroadcastSeries, { id });
    let ending: Promise<unknown> | undefined;
    await inTransaction(house, async (tx) => {
      expect(await planNext(tx, series)).toBe(true);
      ending = inTransaction(house, (other) => endSeries(other, operator, campaignId));
      // Long enough for it to have overlooked what is not committed yet.
      await Promise.race([ending, new Promise((done) => setTimeout(done, 150))]);
    });
    await ending;
    expect((await all()).filter(({ state }) => state === 'waiting')).toEqual([]);
  });

  test('follows a calendar by each customer’s clock', async () => {
    await meet(house, { zone: 'Asia/Tokyo' });
    await meet(house, { zone: 'America/New_York' });
    await meet(house);
    await inTransaction(house, (tx) => keepDays(tx, operator, 'holidays', ['2027-03-05', '2027-03-20']));
    await repeat({ every: 'calendar', calendar: 'holidays', time: '10:00', clock: 'customer' });
    expect((await all()).map(({ send_at }) => send_at)).toEqual([new Date('2027-03-05T01:00:00Z')]);
    house.at('2027-03-05T01:00:30Z');
    await startDueBroadcasts(house);
    expect(await house.rows('select zone, run_at from broadcast_chunk order by run_at')).toEqual([
      { zone: 'Asia/Tokyo', run_at: new Date('2027-03-05T01:00:30Z') },
      { zone: null, run_at: new Date('2027-03-05T02:00:00Z') },
      { zone: 'America/New_York', run_at: new Date('2027-03-05T15:00:00Z') },
    ]);
    await expect(inTransaction(house, (tx) => dropDays(tx, operator, 'xmas', []))).rejects.toMatchObject({
      code: 'calendar-unknown',
    });
    await expect(
      inTransaction(house, (tx) => keepDays(tx, operator, 'holidays', ['2027-02-30'])),
    ).rejects.toMatchObject({ code: 'days-unreadable' });
  });

  test('holds the same people out each time', async () => {
    await house.pool.query(
      `with made as (insert into customer (id, language, marketing, joined_at, agreed_version, created_at)
         select gen_random_uuid(), 'en', true, now(), '1', now() from generate_series(1, 400) returning id)
       insert into identity (customer_id, channel, address, created_at) select id, 'tape', id::text, now() from made`,
    );
    await inTransaction(house, (tx) =>
      changeMarketingRules(tx, operator, { holdoutPercent: 20, perDay: 0, perWeek: 0 }),
    );
    const { id } = await repeat(weekly(2, 3));
    for (const day of ['2', '3']) {
      house.at(`2027-03-0${day}T10:30:30Z`);
      expect(await startDueBroadcasts(house)).toBe(1);
      await planNext(
        { db: house.database.manager, now: house.clock.now(), shop: house.shop },
        await house.database.manager.findOneByOrFail(BroadcastSeries, { id }),
      );
    }
    const held = await house.rows<{ id: string; who: string[] }>(
      `select broadcast_id as id, array_agg(customer_id order by customer_id) as who from broadcast_reach where outcome = 'holdout' group by 1`,
    );
    expect(held).toHaveLength(2);
    expect(held[0]!.who.length).toBeGreaterThan(40);
    expect(held[1]!.who).toEqual(held[0]!.who);
  });
});

test('what cannot go out is stopped, its maker hears why, and what else is due goes out', async () => {
  await meet(house);
  const { customer } = await meet(house, { marketing: false, language: 'zh-hant' });
  const [{ id: staff }] = (await house.rows<{ id: string }>(
    `insert into staff (customer_id, role, created_at) values ($1, 'marketer', now()) returning id`,
    [customer],
  )) as [{ id: string }];
  const ploy = { kind: 'staff', staff: { id: staff, role: 'marketer', endedAt: null } as never } as const;
  const at = new Date('2027-03-01T06:00:00Z');
  const plan = async (ref: string, segment?: string) => {
    const terms = { kind: 'points' as const, name: { en: ref }, points: 5, validity: { days: 7 } };
    const made = await inTransaction(house, (tx) => createCampaign(tx, operator, { ref, terms, stock: 5 }));
    const given = {
      campaignId: made.id,
      sendAt: at,
      ...(segment ? { plan: { segment, variants: [], rest: 'own' as const } } : {}),
    };
    await inTransaction(house, (tx) => startBroadcast(tx, ploy, given));
    return made.id;
  };
  const [ended, gone] = [await plan('ENDED'), await plan('GONE')];
  // A rule that names another, which is there no more.
  const [{ id: broken }] = (await house.rows<{ id: string }>(
    `insert into segment (name, rule, created_at) values ('Broken', '{"field": "segment", "in": ["Nowhere"]}', now()) returning id`,
  )) as [{ id: string }];
  await house.pool.query(`insert into segment (name, created_at) values ('Nowhere', now())`);
  await plan('AMISS', broken);
  await house.pool.query(`update segment set retired_at = now() where name = 'Nowhere'`);
  const fine = await plan('FINE');
  await house.pool.query(`update campaign set state = 'stopped' where id = $1`, [ended]);
  await house.pool.query('update campaign set claimed = stock where id = $1', [gone]);
  await expect(inTransaction(house, (tx) => startBroadcast(tx, ploy, { campaignId: gone }))).resolves.toBeTruthy();
  house.at('2027-03-01T06:00:30Z');
  expect(await startDueBroadcasts(house)).toBe(1);
  expect(await startDueBroadcasts(house)).toBe(0);
  house.at('2027-03-01T12:01:00Z');
  await startDueBroadcasts(house);
  const ends = await house.rows(
    `select c.ref, b.state, b.reason from broadcast b join campaign c on c.id = b.campaign_id order by b.id`,
  );
  expect(ends).toEqual([
    { ref: 'ENDED', state: 'stopped', reason: 'the campaign ended' },
    { ref: 'GONE', state: 'stopped', reason: 'all gone' },
    { ref: 'AMISS', state: 'stopped', reason: 'too late' },
    { ref: 'FINE', state: 'sending', reason: null },
  ]);
  expect(fine).toBeTruthy();
  const told = await house.rows<{ messages: { text: string }[] }>(
    `select messages from delivery where subject like 'broadcast:%:report' order by created_at, id`,
  );
  expect(told.map(({ messages }) => messages[0]!.text)).toEqual([
    '這次推播沒有送出：時間還沒到，活動就結束了。',
    '這次推播沒有送出：優惠已經領完了。',
    '這次推播沒有送出：已超過預定時間 6 小時以上。如果還需要，請重新推播。',
  ]);
});

describe('A second person', () => {
  async function hire(role: string): Promise<Actor> {
    const { customer } = await meet(house, { marketing: false });
    const { rows } = await house.pool.query(
      'insert into staff (customer_id, role, created_at) values ($1, $2, now()) returning id',
      [customer, role],
    );
    return { kind: 'staff', staff: { id: rows[0].id, role, endedAt: null } as never };
  }
  const limit = (approvalAbove: number) =>
    inTransaction(house, (tx) => changeMarketingRules(tx, operator, { approvalAbove, holdoutPercent: 0 }));
  const begin = (by: Actor) => inTransaction(house, (tx) => startBroadcast(tx, by, { campaignId }));
  const approve = (by: Actor, id: string) => inTransaction(house, (tx) => approveBroadcast(tx, by, id));

  test('has to agree to what goes to very many, and that is never the one who made it', async () => {
    await limit(2);
    for (let n = 0; n < 3; n++) await meet(house);
    const [ploy, som, noi] = [await hire('marketer'), await hire('owner'), await hire('clerk')];
    const made = await begin(ploy);
    expect(made.approval).toBe('asked');
    expect(
      await house.rows(
        `select count(*)::int as asked from delivery where class = 'notice' and subject like '%:approve:%'`,
      ),
    ).toEqual([{ asked: 1 }]);
    house.pass(3_600_000);
    expect(await startDueBroadcasts(house)).toBe(0);
    await expect(approve(ploy, made.id)).rejects.toMatchObject({ code: 'approval-own' });
    await expect(approve(noi, made.id)).rejects.toMatchObject({ code: 'not-allowed' });
    await approve(som, made.id);
    house.pass(61_000);
    expect(await startDueBroadcasts(house)).toBe(1);
    await expect(
      house.pool.query('update broadcast set approved_by = made_by where id = $1', [made.id]),
    ).rejects.toMatchObject({ constraint: 'broadcast_approved' });
  });

  test('is asked again when it is no longer what they agreed to, or has grown over the limit meanwhile', async () => {
    await limit(2);
    const some = await Promise.all(Array.from({ length: 4 }, () => meet(house)));
    const [ploy, som] = [await hire('marketer'), await hire('owner')];
    const rows = await house.rows<{ id: string }>(
      `insert into segment (name, created_at) values ('Few', now()) returning id`,
    );
    const segment = rows[0]!.id;
    const join = (...who: typeof some) =>
      house.pool.query('insert into segment_member select $1, unnest($2::uuid[])', [
        segment,
        who.map((one) => one.customer),
      ]);
    await join(some[0]!, some[1]!);
    const plan = { segment, variants: [], rest: 'own' as const };
    const { id, approval } = await inTransaction(house, (tx) => startBroadcast(tx, ploy, { campaignId, plan }));
    expect(approval).toBeNull();
    const [asked, state] = [
      `select count(*)::int as n from delivery where subject like '%:approve:%'`,
      'select state, approval, approved_by from broadcast',
    ];
    house.pass(61_000);
    // Three are more than two: whoever adds people after the plan was made needs a second person as well.
    await join(some[2]!);
    expect(await startDueBroadcasts(house)).toBe(0);
    expect(await house.rows(asked)).toEqual([{ n: 1 }]);
    expect(await house.rows('select 1 from broadcast_chunk')).toEqual([]);
    await approve(som, id);
    house.pass(61_000);
    await join(some[3]!);
    expect(await startDueBroadcasts(house)).toBe(0);
    expect(await house.rows(asked)).toEqual([{ n: 2 }]);
    expect(await house.rows(state)).toEqual([{ state: 'waiting', approval: 'asked', approved_by: null }]);
    await approve(som, id);
    await inTransaction(house, (tx) => changeTerms(tx, ploy, campaignId, { terms: { points: 500 } }));
    house.pass(61_000);
    expect(await startDueBroadcasts(house)).toBe(0);
    await approve(som, id);
    house.pass(61_000);
    expect(await startDueBroadcasts(house)).toBe(1);
    expect(await house.rows('select planned, audience from broadcast')).toEqual([
      { planned: 4, audience: [{ id: segment, name: 'Few', rule: null }] },
    ]);
  });

  test('agrees to what was asked, or is asked again and told what has changed', async () => {
    await limit(2);
    await Promise.all(Array.from({ length: 10 }, () => meet(house)));
    const [ploy, som] = [await hire('marketer'), await hire('owner')];
    const terms = { kind: 'amount' as const, name: { en: 'Tea' }, amountMinor: 10_000, validity: { days: 7 } };
    const { id: tea } = await inTransaction(house, (tx) =>
      createCampaign(tx, operator, { ref: 'TEA1', terms, stock: 8 }),
    );
    const { id, asked } = await inTransaction(house, (tx) => startBroadcast(tx, ploy, { campaignId: tea }));
    expect(asked).toMatchObject({ people: 10, worstMinor: 80_000, round: 1, changes: [] });
    const yes = async (mark?: string) => {
      const { outcome, broadcast } = await inTransaction(house, (tx) => approveBroadcast(tx, som, id, { mark }));
      return [outcome, (broadcast.asked as Asked).changes];
    };
    // More may be claimed than they were told.
    await house.pool.query('update campaign set stock = 9 where id = $1', [tea]);
    expect(await yes()).toEqual(['changed', [{ what: 'cost', was: 80_000, is: 90_000 }]]);
    const first = asked as Asked;
    expect(await yes(first.mark)).toEqual(['other', expect.anything()]);
    await Promise.all(Array.from({ length: 2 }, () => meet(house)));
    expect(await yes()).toEqual(['changed', [{ what: 'people', was: 10, is: 12 }]]);
    // One more is less than a tenth, and the stock bounds the cost: nothing new.
    await meet(house);
    const told = await house.rows<{ messages: { text: string }[] }>(
      `select messages from delivery where subject like '%:waits:%' order by created_at, id`,
    );
    expect(told.map(({ messages }) => messages[0]!.text)).toEqual([
      expect.stringContaining('• it can cost NT$900, not NT$800'),
      expect.stringContaining('• it goes to 12 people, not 10 people'),
    ]);
    expect((await yes())[0]).toBe('approved');
    house.pass(61_000);
    expect(await startDueBroadcasts(house)).toBe(1);
  });

  test('is asked again when people would be shown anything else, also between the yes and the sending', async () => {
    await limit(2);
    await Promise.all(Array.from({ length: 3 }, () => meet(house)));
    const [ploy, som] = [await hire('marketer'), await hire('owner')];
    const outer = await house.rows<{ id: string }>(
      `insert into segment (name, rule, created_at) values ('Inner', '{"field": "language", "in": ["en"]}', now()),
         ('Outer', '{"field": "segment", "in": ["Inner"]}', now()) returning id`,
    );
    const plan = { segment: outer[1]!.id, variants: [], rest: 'own' as const };
    const { id } = await inTransaction(house, (tx) => startBroadcast(tx, ploy, { campaignId, plan }));
    const changes = async () => {
      const [row] = await house.rows<{ approval: string; asked: Asked }>('select approval, asked from broadcast');
      return [row!.approval, row!.asked.changes];
    };
    expect((await approve(som, id)).outcome).toBe('approved');
    await house.pool.query(`update campaign set claim_until = '2027-04-01T00:00:00Z'`);
    house.pass(61_000);
    expect(await startDueBroadcasts(house)).toBe(0);
    expect(await changes()).toEqual(['asked', [{ what: 'said' }]]);
    expect((await approve(som, id)).outcome).toBe('approved');
    await house.pool.query(
      `update segment set rule = '{"field": "language", "in": ["en", "zh-hant"]}' where name = 'Inner'`,
    );
    house.pass(61_000);
    expect(await startDueBroadcasts(house)).toBe(0);
    expect(await changes()).toEqual(['asked', [{ what: 'who' }]]);
    await inTransaction(house, (tx) => approveBroadcast(tx, som, id));
    // Another name is nobody else.
    await house.pool.query(`update segment set name = 'Everyone' where name = 'Outer'`);
    house.pass(61_000);
    expect(await startDueBroadcasts(house)).toBe(1);
  });

  test('says yes to nothing that was taken back or whose campaign has ended, and two at once are one yes', async () => {
    await limit(2);
    await Promise.all(Array.from({ length: 3 }, () => meet(house)));
    const [ploy, som, mai] = [await hire('marketer'), await hire('owner'), await hire('owner')];
    const first = await begin(ploy);
    const answers = await Promise.all([
      approve(som, first.id),
      approve(mai, first.id),
      inTransaction(house, (tx) => stopBroadcast(tx, ploy, first.id)),
    ]);
    expect(answers[2]).toBe('taken-back');
    expect((await approve(som, first.id)).outcome).toBe('over');
    const second = await begin(ploy);
    await Promise.all([approve(som, second.id), approve(mai, second.id)]);
    expect(
      await house.rows(`select 1 from audit where act = 'approve-broadcast' and subject = $1`, [second.id]),
    ).toHaveLength(1);
    await inTransaction(house, (tx) => stopBroadcast(tx, ploy, second.id));
    const third = await begin(ploy);
    await house.pool.query(`update campaign set state = 'stopped'`);
    await expect(approve(som, third.id)).rejects.toMatchObject({ code: 'nothing-to-tell' });
  });

  test('is not asked for a few, nor where there is none', async () => {
    await limit(2);
    const ploy = await hire('marketer');
    for (let n = 0; n < 3; n++) await meet(house);
    const alone = await begin(ploy);
    expect(alone.approval).toBeNull();
    await inTransaction(house, (tx) => stopBroadcast(tx, ploy, alone.id));
    await hire('owner');
    await limit(3);
    expect((await begin(ploy)).approval).toBeNull();
  });
});
