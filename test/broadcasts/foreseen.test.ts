import { afterAll, beforeAll, expect, test } from 'vitest';
import { countBroadcast } from '../../src/broadcasts/count-broadcast.ts';
import { changeMarketingRules } from '../../src/broadcasts/marketing-rules.ts';
import type { Plan } from '../../src/broadcasts/plan.ts';
import { preflight } from '../../src/broadcasts/preflight.ts';
import { startBroadcast } from '../../src/broadcasts/start-broadcast.ts';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { findClaimable } from '../../src/coupons/claimable.ts';
import { noteAbilities } from '../../src/outbox/note-abilities.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, openHouse, scripted } from '../outbox/house.ts';

let house: House;
const operator = { kind: 'operator' } as const;
const campaigns: string[] = [];
const lists: string[] = [];
const refs = ['LATTE', 'MOCHA', 'CHAI'];
beforeAll(async () => {
  house = await openHouse();
  house.at('2027-03-01T02:30:00Z');
  house.channels.set('tape', scripted());
  await noteAbilities(house, scripted());
  for (const ref of refs) {
    const terms = { kind: 'points' as const, name: { en: ref }, points: 1, validity: { days: 1 } };
    campaigns.push((await inTransaction(house, (tx) => createCampaign(tx, operator, { ref, terms }))).id);
  }
  for (const name of ['A', 'B', 'C'])
    lists.push(
      (
        await house.rows<{ id: string }>('insert into segment (name, created_at) values ($1, now()) returning id', [
          name,
        ])
      )[0]!.id,
    );
});
afterAll(() => house.end());

/** Numbers that are the same for the same seed (mulberry32). */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
}

/** So many people of two zones, some of whom said no or cannot be reached, in lists by chance, who heard things at odd hours. */
async function people(count: number, seed: number): Promise<void> {
  await house.pool.query(
    `delete from broadcast_chunk; update broadcast set state = 'stopped', finished_at = now(); delete from delivery;
     delete from segment_member; delete from identity; delete from customer;
     update campaign set state = 'live', stock = null, claimed = 0`,
  );
  await house.pool.query(
    `with made as (
       insert into customer (id, language, zone, marketing, joined_at, agreed_version, created_at)
       select md5($1 || ':' || n)::uuid, 'en', case when n % 3 = 0 then 'America/New_York' end, n % 11 <> 0, now(), '1', now()
       from generate_series(1, $2::int) n returning id)
     insert into identity (customer_id, channel, address, reachable, created_at)
     select id, 'tape', id::text, ascii(id::text) <> ascii('7'), now() from made`,
    [seed, count],
  );
  await house.pool.query(
    `insert into segment_member select s, c.id from unnest($1::uuid[]) s, customer c where hashtext(s::text || c.id::text) % 2 = 0`,
    [lists],
  );
  // From 30 hours ago to now: whether it counts for the day goes by when each would be told.
  await house.pool.query(
    `insert into delivery (subject, class, customer_id, channel, address, messages, state, run_at, finished_at, created_at)
     select 'hello:' || c.id || n, 'marketing', c.id, 'tape', 'x', '[]', 'sent', at, at, at
     from customer c cross join generate_series(1, 2) n
     cross join lateral (select $1::timestamptz - make_interval(hours => abs(hashtext(c.id::text || n)) % 30) as at) t
     where hashtext(c.id::text) % 3 = 0`,
    [house.clock.now()],
  );
  await house.pool.query('analyze customer, identity, segment_member, delivery');
}

const figuresOf = (plan: Plan) =>
  inTransaction(house, async (tx) => preflight(tx, operator, (await findClaimable(tx.db, 'LATTE'))!, plan));

test('what is foreseen of a broadcast is what its freezing does, whatever the audience, variants, caps and night', async () => {
  const roll = dice(20_270_302);
  const seen = { capped: 0, ended: 0, held: 0, holdout: 0 };
  for (let round = 0; round < 7; round++) {
    const many = round === 6;
    await people(many ? 600 : 60, round);
    const holdoutPercent = many ? 20 : 0;
    const rules = { perDay: roll(3), perWeek: roll(4), holdoutPercent };
    await inTransaction(house, (tx) => changeMarketingRules(tx, operator, rules));
    const variants = [0, 1, 2].slice(roll(4)).map((at) => ({ segment: lists[at]!, campaign: campaigns[1 + roll(2)]! }));
    const plan: Plan = {
      ...(roll(2) === 0 ? { segment: lists[roll(3)]! } : {}),
      variants,
      rest: roll(3) === 0 && variants.length > 0 ? 'nothing' : 'own',
    };
    const { id } = await inTransaction(house, (tx) =>
      startBroadcast(tx, operator, { campaignId: campaigns[0]!, plan }),
    );
    // Chai ends between the plan and the sending, or is all gone.
    const fate = roll(4);
    if (fate < 2) await house.pool.query(`update campaign set state = 'stopped' where ref = 'CHAI'`);
    if (fate === 2) await house.pool.query(`update campaign set stock = 1, claimed = 1 where ref = 'MOCHA'`);
    await house.pool.query(`update broadcast set send_at = $2 where id = $1`, [id, house.clock.now()]);
    const foreseen = await figuresOf(plan);
    await startDueBroadcasts(house);
    const done = await countBroadcast(house.database.manager, id);
    const [{ night }] = (await house.rows<{ night: number }>(
      `select coalesce(sum(cardinality(ids)), 0)::int as night from broadcast_chunk where broadcast_id = $1 and state = 'waiting' and run_at > $2`,
      [id, house.clock.now()],
    )) as [{ night: number }];
    const { people: planned, capped, ended, held, holdout } = foreseen;
    const context = JSON.stringify({ round, rules, plan, foreseen });
    if (!many)
      expect({ planned, capped, ended, held, holdout }, context).toEqual({
        ...{ planned: done.planned, capped: done.capped, ended: done.stopped, held: night, holdout: done.holdout },
      });
    else {
      expect({ planned, capped }, context).toEqual({ planned: done.planned, capped: done.capped });
      // Who is held out goes by a hash: five standard deviations about the share.
      const away = 5 * Math.sqrt((planned - capped) * 0.2 * 0.8);
      expect(Math.abs(holdout - done.holdout)).toBeLessThan(away);
      expect(Math.abs(held - night)).toBeLessThan(away);
    }
    for (const what of ['capped', 'ended', 'held', 'holdout'] as const) seen[what] += foreseen[what];
  }
  // The test has met what it is about.
  expect(Object.values(seen).every((count) => count > 0)).toBe(true);
});

test('other broadcasts count for those whom their plans mean, with the campaign that is meant for them', async () => {
  await people(60, 77);
  const plan: Plan = { variants: [{ segment: lists[0]!, campaign: campaigns[2]! }], rest: 'nothing' };
  const at = new Date('2027-03-03T04:00:00Z');
  const { id } = await inTransaction(house, (tx) =>
    startBroadcast(tx, operator, { campaignId: campaigns[1]!, plan, sendAt: at }),
  );
  const { next } = await figuresOf({ variants: [], rest: 'own' });
  expect(next).toEqual([{ campaign: 'CHAI', at, people: expect.any(Number) }]);
  await house.pool.query('update broadcast set send_at = $2 where id = $1', [id, house.clock.now()]);
  await startDueBroadcasts(house);
  expect(next[0]!.people).toBe((await countBroadcast(house.database.manager, id)).planned);
});
