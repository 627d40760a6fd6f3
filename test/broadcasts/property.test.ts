import { afterAll, beforeAll, expect, test } from 'vitest';
import { countBroadcast } from '../../src/broadcasts/count-broadcast.ts';
import { changeMarketingRules } from '../../src/broadcasts/marketing-rules.ts';
import type { Plan } from '../../src/broadcasts/plan.ts';
import { startBroadcast } from '../../src/broadcasts/start-broadcast.ts';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { stopBroadcast } from '../../src/broadcasts/stop-broadcast.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { Sent } from '../../src/chat/channel.ts';
import { runSender } from '../../src/outbox/run-sender.ts';
import { inTransaction } from '../../src/transaction.ts';
import { type House, meet, openHouse, type Someone, scripted, until } from '../outbox/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.end());

const operator = { kind: 'operator' } as const;

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

/** What a platform may do to a message. */
function fate(roll: (sides: number) => number): Sent | undefined {
  const at = roll(20);
  if (at === 0) return { outcome: 'unreachable', reason: 'blocked' };
  if (at === 1) return { outcome: 'refused', reason: 'no' };
  if (at === 2) return { outcome: 'unknown', reason: 'reset' };
  if (at === 3) return { outcome: 'later', afterMs: 0, reason: 'busy' };
  return undefined;
}

test('whatever happens, figures add up, nobody is in a broadcast twice, and nobody hears more than the caps allow', async () => {
  const roll = dice(20_270_301);
  const people: Someone[] = [];
  for (let n = 0; n < 40; n++) people.push(await meet(house, { zone: n % 7 === 0 ? 'America/New_York' : null }));
  const campaigns: string[] = [];
  for (const ref of ['ONE1', 'TWO2', 'THREE3']) {
    const terms = { kind: 'points' as const, name: { en: ref }, points: 1, validity: { days: 1 } };
    campaigns.push((await inTransaction(house, (tx) => createCampaign(tx, operator, { ref, terms }))).id);
  }
  const lists: string[] = [];
  for (const name of ['A', 'B', 'C']) {
    const { rows } = await house.pool.query('insert into segment (name, created_at) values ($1, now()) returning id', [
      name,
    ]);
    lists.push(rows[0].id);
    for (const { customer } of people.filter(() => roll(2) === 0))
      await house.pool.query('insert into segment_member values ($1, $2)', [rows[0].id, customer]);
  }
  await inTransaction(house, (tx) => changeMarketingRules(tx, operator, { perDay: 2, perWeek: 5, holdoutPercent: 0 }));
  const channel = scripted({ answer: () => fate(roll) });
  house.channels.set(channel.name, channel);
  const sender = runSender(house, channel);
  const other = await house.other();

  const all: string[] = [];
  for (let day = 1; day <= 5; day++) {
    house.at(`2027-03-0${day}T03:00:00Z`);
    for (const campaignId of campaigns) {
      const plan: Plan = {
        ...(roll(3) === 0 ? { segment: lists[roll(3)]! } : {}),
        ...(roll(2) === 0 ? { texts: { en: 'Hi {name}' } } : {}),
        variants: [0, 1].slice(roll(3)).map((at) => ({ segment: lists[at]!, campaign: campaigns[at]! })),
        rest: roll(4) === 0 ? 'nothing' : 'own',
      };
      all.push((await inTransaction(house, (tx) => startBroadcast(tx, operator, { campaignId, plan }))).id);
    }
    house.pass(61_000);
    await Promise.all([startDueBroadcasts(house), startDueBroadcasts(other)]);
    await startDueBroadcasts(house);
    if (roll(2) === 0) await inTransaction(house, (tx) => stopBroadcast(tx, operator, all.at(-1)!));
    const ended = `select count(*)::int as left from broadcast where id = any($1) and finished_at is null
      and exists (select from broadcast_chunk k where k.broadcast_id = broadcast.id and k.state = 'waiting' and k.run_at < $2)`;
    await until(async () => {
      house.pass(10_000);
      return (await house.rows(ended, [all, new Date(house.clock.now().getTime() + 3_600_000)]))[0]!.left === 0;
    }, 20_000);
    // The morning in New York.
    house.at(`2027-03-0${day}T15:00:00Z`);
    const open = 'select 1 from broadcast where id = any($1) and finished_at is null';
    await until(async () => {
      house.pass(10_000);
      return (await house.rows(open, [all])).length === 0;
    }, 20_000);
  }
  await sender.close();
  await other.end();

  for (const id of all) {
    const { planned, waiting, ...ends } = await countBroadcast(house.database.manager, id);
    expect(waiting).toBe(0);
    expect(Object.values(ends).reduce((sum, one) => sum + one, 0)).toBe(planned);
    const reach = await house.rows<{ customer_id: string; outcome: string }>(
      'select customer_id, outcome from broadcast_reach where broadcast_id = $1',
      [id],
    );
    expect(new Set(reach.map(({ customer_id }) => customer_id)).size).toBe(planned);
    expect(reach).toHaveLength(planned);
    const of = (outcome: string) => reach.filter((one) => one.outcome === outcome).length;
    expect([of('sent'), of('unreachable'), of('refused'), of('unknown'), of('stopped'), of('capped')]).toEqual([
      ends.sent,
      ends.unreachable,
      ends.refused,
      ends.unknown,
      ends.stopped,
      ends.capped,
    ]);
  }
  const heard = await house.rows<{ who: string; at: Date }>(
    `select customer_id as who, at from broadcast_reach where outcome in ('sent', 'unknown') order by at`,
  );
  expect(heard.length).toBeGreaterThan(100);
  for (const { customer } of people) {
    const times = heard.filter(({ who }) => who === customer).map(({ at }) => at.getTime());
    for (const at of times) {
      const within = (hours: number) => times.filter((one) => one <= at && one > at - hours * 3_600_000).length;
      expect(within(20)).toBeLessThanOrEqual(2);
      expect(within(164)).toBeLessThanOrEqual(5);
    }
  }
  expect(await house.rows(`select 1 from broadcast_reach where outcome = 'capped' limit 1`)).toHaveLength(1);
}, 90_000);
