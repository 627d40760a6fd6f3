import { afterAll, describe, expect, it } from 'vitest';
import { campaignStats } from '../../src/campaigns/campaign-stats.ts';
import { changeTerms } from '../../src/campaigns/change-terms.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { readCode } from '../../src/lib/codes.ts';
import { languages } from '../../src/words/index.ts';
import { refusal } from '../coupons/counter.ts';
import { type Desk, openDesk, operator, tap } from './desk.ts';

const desk = await openDesk();
afterAll(() => desk.end());

const one = async (text: string, values: unknown[]) => Number(Object.values((await desk.rows(text, values))[0]!)[0]);

function redeem(code: string, amountMinor: number, storeId?: string) {
  const what = { code: (readCode(code) as { code: string }).code, amountMinor, method: 'api' as const };
  return desk.run((tx) => redeemCoupon(tx, operator, { ...what, storeId }));
}

/** A campaign that was told, claimed on three channels, changed, redeemed in two stores, and partly undone. */
async function busy(points = false) {
  const stores = await desk.rows<{ id: string; name: string }>('select id, name from store order by name');
  const terms = points ? ({ kind: 'points', points: 50 } as const) : { minimumMinor: 1000 };
  const { id, ref } = await desk.campaign({ stock: 100, terms });
  const codes: string[] = [];
  const people: Awaited<ReturnType<Desk['customer']>>[] = [];
  for (const [n, channel] of ['line', 'line', 'line', 'telegram', 'telegram', 'web', 'line', 'web'].entries()) {
    if (n === 4)
      await desk.run((tx) => changeTerms(tx, operator, id, { terms: points ? { points: 70 } : { amountMinor: 3500 } }));
    const person = await desk.customer(`C${n}`, { channel });
    people.push(person);
    codes.push(await desk.claim(person, ref));
  }
  const done: Awaited<ReturnType<typeof redeem>>[] = [];
  for (const [n, code] of codes.slice(0, 6).entries()) {
    done.push(await redeem(code, 2000 + 1000 * n, stores[n % 3]?.id));
  }
  await desk.run((tx) => undoRedemption(tx, operator, { redemptionId: done[1]!.redemptionId, reason: 'again' }));
  await redeem(codes[1]!, 9900, stores[0]!.id);
  await desk.run((tx) => undoRedemption(tx, operator, { redemptionId: done[5]!.redemptionId, reason: 'no' }));
  return { id, ref, people };
}

/** Two broadcasts as the outbox leaves them: taken, unreachable, unknown, refused, stopped, and fallen out before. */
async function told(id: string, identities: string[]) {
  for (const sent of [7, 2]) {
    const [broadcast] = await desk.rows<{ id: string }>(
      `insert into broadcast (campaign_id, state, send_at, created_at) values ($1, 'done', now(), now()) returning id`,
      [id],
    );
    const chunk = (channel: string, state: string, numbers: { sent?: number; missed?: number }) =>
      desk.rows(
        `insert into broadcast_chunk (broadcast_id, channel, language, ids, first_id, last_id, state, run_at, sent, missed)
         select $1, $2, 'en', $3::bigint[], min(id), max(id), $4, now(), $5, $6 from unnest($3::bigint[]) id`,
        [broadcast!.id, channel, identities, state, numbers.sent ?? 0, numbers.missed ?? 0],
      );
    await chunk('telegram', 'sent', { sent });
    await chunk('line', 'sent', { sent: 40 });
    await chunk('line', 'unknown', { missed: 5 });
    await chunk('line', 'failed', { missed: 3 });
    await chunk('line', 'stopped', { missed: 2 });
    const outcomes = [
      ['unreachable', 'blocked'],
      ['unknown', 'the sender died'],
      ['unreachable', 'before sending'],
      ['opted-out', 'before sending'],
      ['refused', 'no such chat'],
    ];
    for (const [n, [outcome, reason]] of outcomes.entries()) {
      await desk.rows('insert into broadcast_exception values ($1, $2, $3, $4)', [
        broadcast!.id,
        identities[n],
        outcome,
        reason,
      ]);
    }
  }
}

describe('The figures of a campaign', () => {
  it('equal plain SQL on the ledgers (A11.1)', async () => {
    for (const name of ['Harbour', 'Station']) await desk.store(name);
    const { id, people } = await busy();
    await busy(true);
    const telegram = await Promise.all(
      Array.from({ length: 5 }, (_, n) => desk.customer(`T${n}`, { channel: 'telegram' })),
    );
    await told(
      id,
      telegram.map(({ identity }) => identity),
    );
    const stats = await desk.run((tx) => campaignStats(tx, operator, id));

    expect(stats.total.claimed).toBe(await one('select count(*) from coupon where campaign_id = $1', [id]));
    expect(stats.total.claimed).toBe(await one('select claimed from campaign where id = $1', [id]));
    const open = 'from redemption where campaign_id = $1 and undone_at is null';
    expect(stats.total.redeemed).toBe(await one(`select count(*) ${open}`, [id]));
    expect(stats.total.redeemed).toBe(
      await one(`select count(*) from coupon where campaign_id = $1 and state = 'redeemed'`, [id]),
    );
    expect(stats.total.discountMinor).toBe(await one(`select sum(discount_minor) ${open}`, [id]));
    expect(stats.total.points).toBe(await one(`select sum(points) ${open}`, [id]));
    // Worked out by hand from what was done above: five redeemed, of which one again with the first terms.
    expect(stats.total).toMatchObject({ claimed: 8, redeemed: 5, discountMinor: 2000 * 4 + 3500, points: 0, gifts: 0 });
    expect(stats.total).toMatchObject({ sent: 2 * (40 + 5 + 2) + 7 + 2, reached: 2 * 40 + 7 + 2 });

    for (const channel of stats.channels) {
      const { channel: name, claimed, redeemed, discountMinor } = channel;
      expect(claimed).toBe(
        await one('select count(*) from coupon where campaign_id = $1 and channel = $2', [id, name]),
      );
      const joined = `from redemption r, coupon c where c.id = r.coupon_id and r.campaign_id = $1 and c.channel = $2 and undone_at is null`;
      expect(redeemed).toBe(await one(`select count(*) ${joined}`, [id, name]));
      expect(discountMinor).toBe(await one(`select coalesce(sum(discount_minor), 0) ${joined}`, [id, name]));
    }
    const messages = stats.channels.map(({ channel, sent, reached }) => [channel, sent, reached]);
    expect(messages.sort()).toEqual([
      ['line', 90, 80],
      ['telegram', 2 * 2 + 9, 9],
      ['web', 0, 0],
    ]);
    const stores = await desk.rows(
      `select s.name as store, count(*)::int as redeemed, sum(discount_minor)::int as "discountMinor", 0 as points, 0 as gifts
       from redemption r left join store s on s.id = r.store_id where campaign_id = $1 and undone_at is null group by 1`,
      [id],
    );
    expect(new Set(stats.stores.map((store) => JSON.stringify(Object.entries(store).sort())))).toEqual(
      new Set(stores.map((store) => JSON.stringify(Object.entries(store).sort()))),
    );
    expect(stats.versions.map(({ version, claimed, redeemed }) => [version, claimed, redeemed])).toEqual([
      [1, 4, 4],
      [2, 4, 1],
    ]);
    expect(people).toHaveLength(8);
  });

  it('count the points that coupons gave, and nothing that was taken back', async () => {
    const { id } = await busy(true);
    const stats = await desk.run((tx) => campaignStats(tx, operator, id));
    expect(stats.total).toMatchObject({ redeemed: 5, points: 4 * 50 + 70, discountMinor: 0 });
    const entries = await one(
      `select sum(delta) from points_entry e join redemption r on e.source = 'coupon:' || r.id where campaign_id = $1 and undone_at is null`,
      [id],
    );
    expect(stats.total.points).toBe(entries);
  });

  it('of a campaign that nobody has seen are all nothing', async () => {
    const { id } = await desk.campaign();
    const stats = await desk.run((tx) => campaignStats(tx, operator, id));
    const nothing = { sent: 0, reached: 0, claimed: 0, redeemed: 0, discountMinor: 0, points: 0, gifts: 0 };
    expect(stats).toMatchObject({ total: nothing, channels: [], stores: [] });
  });

  it.each(languages)('are said in plain words in %s', async (language) => {
    const mei = await desk.staff('Mei', 'manager', language);
    const { id, ref } = await busy();
    await told(
      id,
      await Promise.all(
        Array.from({ length: 5 }, async (_, n) => (await desk.customer(`T${n}`, { channel: 'telegram' })).identity),
      ),
    );
    const choice = await mei.say('/stats');
    expect(choice[0]!.buttons!.some((button) => 'says' in button && button.says === `/stats ${ref}`)).toBe(true);
    const said = await mei.say(`/stats ${ref.toLowerCase()}`);
    expect(said[0]!.text).toMatchSnapshot();
    expect(tap(said, desk.shop.words(language).marketing.toCampaign())).toBe(`/campaigns ${ref}`);
  });

  it('of staff who are bound to a store count its redemptions only, and say so', async () => {
    for (const name of ['Airport', 'Bay']) await desk.store(name);
    const { id, ref } = await busy();
    const [store] = await desk.rows<{ id: string; name: string }>(
      `select s.id, s.name from redemption r join store s on s.id = r.store_id
       where r.campaign_id = $1 and r.undone_at is null group by s.id, s.name order by count(*), s.name limit 1`,
      [id],
    );
    const here = await one(
      'select count(*) from redemption where campaign_id = $1 and undone_at is null and store_id = $2',
      [id, store!.id],
    );
    const off = await one(
      'select sum(discount_minor) from redemption where campaign_id = $1 and undone_at is null and store_id = $2',
      [id, store!.id],
    );
    const all = await desk.run((tx) => campaignStats(tx, operator, id));
    expect(here).toBeLessThan(all.total.redeemed);
    for (const role of ['manager', 'marketer'] as const) {
      const som = await desk.staff('Som', role);
      await desk.rows('update staff set store_id = $2 where id = $1', [som.by.staff.id, store!.id]);
      som.by.staff.storeId = store!.id;
      const { total, stores, versions, channels } = await desk.run((tx) => campaignStats(tx, som.by, id));
      expect(stores).toEqual([expect.objectContaining({ store: store!.name, redeemed: here, discountMinor: off })]);
      expect(total).toMatchObject({
        redeemed: here,
        discountMinor: off,
        claimed: all.total.claimed,
        sent: all.total.sent,
      });
      for (const parts of [versions, channels]) {
        expect(parts.reduce((sum, part) => sum + part.redeemed, 0)).toBe(here);
      }
      const [card] = await som.say(`/stats ${ref}`);
      expect(card).toMatchObject({ title: `Results: Latte, ${store!.name} only` });
      expect(card!.text).toMatch(new RegExp(`^Redeemed: ${here}$`, 'm'));
    }
  });

  it('are for those who may read them', async () => {
    const { id, ref } = await desk.campaign();
    const clerk = await desk.staff('Noi', 'clerk');
    expect((await refusal(desk.run((tx) => campaignStats(tx, clerk.by, id)))).code).toBe('not-allowed');
    expect((await clerk.say(`/stats ${ref}`))[0]!.text).toContain('Your role may not do that');
  });
});
