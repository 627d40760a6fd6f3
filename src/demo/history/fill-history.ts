import { Campaign } from '../../../entities/campaign.ts';
import { CampaignTerms } from '../../../entities/campaign-terms.ts';
import { createCampaign } from '../../campaigns/create-campaign.ts';
import type { Terms } from '../../campaigns/terms.ts';
import { addDays, civilDate, endOfDay, instantOf } from '../../lib/dates.ts';
import { readAmount } from '../../lib/money.ts';
import { pointsFor } from '../../points/valid-until.ts';
import { refreshStats } from '../../purchases/refresh-stats.ts';
import type { Actor } from '../../staff/actor.ts';
import { countPairs } from '../../suggestions/count-pairs.ts';
import { countPopulation } from '../../suggestions/count-population.ts';
import { nameThings } from '../../suggestions/name-things.ts';
import { setTiers } from '../../tiers/set-tiers.ts';
import type { Tx } from '../../transaction.ts';
import { openAccount } from './account.ts';
import { announce, writeBroadcast } from './announce.ts';
import { arrange } from './arrange.ts';
import { drawGuests } from './cast.ts';
import { demoTiers } from './demo-tiers.ts';
import { pastDrops } from './drops.ts';
import { idAt } from './ids.ts';
import { comeIn } from './live.ts';
import { writeOpinions } from './opinions.ts';
import type { Counter, Floor, Open, Regular } from './past.ts';
import { categories, products } from './products.ts';
import { type Random, seeded } from './random.ts';
import { writeTiers } from './rise.ts';
import { askSomething, writeTalk } from './talk.ts';
import { type Visit, visitsOf } from './visits.ts';
import { writeGuests, writePast } from './write-past.ts';

export const HISTORY_DAYS = 183;
const MINUTE = 60_000;
/** Nothing has happened just now: whoever looks is the first. */
const STILL_MS = 90 * MINUTE;
/** The drop that people were told about, at noon of its second day. */
const ANNOUNCED = 'CROISSANT';
const ANNOUNCED_AFTER_MS = 36 * 60 * MINUTE;
const CITIES = ['Taipei', 'Hsinchu'];
/** Campaigns of the first day, and how much they are wanted. */
const FIRST: Record<string, number> = { WELCOME: 0.25, TREAT20: 0.03, HELLO30: 0.04 };

/** The half year before, as it looks in the shop: who works where, whom the cast are, and where their day begins. */
export interface Stage {
  counters: Counter[];
  /** Customers of the cast by their address. */
  cast: Map<string, string>;
  /** Of the staff: who told people about a drop. */
  marketerId: string;
  seed?: number;
}

/**
 * Gives the demo shop half a year of history: people who come out of habit, seldom, or by chance, and everything that
 * follows from it in all ledgers. The same seed and day make the same shop.
 */
export async function fillHistory(
  tx: Tx,
  by: Actor,
  { counters, cast, marketerId, seed = 20_27 }: Stage,
): Promise<void> {
  const random = seeded(seed);
  const zone = tx.shop.zone;
  const today = civilDate(tx.now, zone);
  const first = addDays(today, -HISTORY_DAYS);
  const days = Array.from({ length: HISTORY_DAYS + 1 }, (_, n) => instantOf(addDays(first, n), zone));
  await tx.db.query(
    `update store s set created_at = $1, city = c.city from unnest($2::uuid[], $3::text[]) as c (id, city) where s.id = c.id`,
    [days[0], counters.map(({ storeId }) => storeId), CITIES],
  );
  await tx.db.query('update staff set created_at = $1', [days[0]]);
  const open = await openDrops(tx, by, days);
  const money = (units: number) => readAmount(String(units), tx.shop.currency)!;
  const ladder = await setTiers(tx, by, { by: 'spend', tiers: demoTiers(money) });
  await tx.db.query(`delete from setting where key = 'tiers-to-apply'`);
  await nameThings(tx, by, { products: namesOf(products), categories });

  const visits = visitsOfAll(tx, random, { stores: counters.length, cast, days });
  const guests = [...new Set(visits.map(({ guest }) => guest))];
  const past = { guests, orders: [], redemptions: [], refunds: [] };
  const news = open.find(({ campaign }) => campaign.ref === ANNOUNCED)!;
  const noon = new Date(news.campaign.claimFrom.getTime() + ANNOUNCED_AFTER_MS);
  const announced = announce(news, noon, idAt(noon.getTime(), random), guests);
  const floor: Floor = {
    ...{ random, counters, open, announced, past, money, language: tx.shop.language },
    pointsFor: (minor) => pointsFor(tx, minor),
  };
  for (const { guest, visit, at } of visits) comeIn(floor, guest, visit, at);
  for (const guest of guests) {
    guest.account.expire(tx.now);
    for (const coupon of guest.coupons)
      if (coupon.state === 'issued' && coupon.validUntil <= tx.now) coupon.state = 'expired';
  }
  await writeGuests(tx.db, guests);
  await writePast(tx.db, tx.shop, past);
  await writeBroadcast(tx, marketerId, announced);
  await writeTalk(tx.db, past, tx.now, random);
  await writeOpinions(tx.db, past, tx.now, seed + 1);
  await writeTiers(tx, past, ladder.tiers, random);
  await countPairs(tx);
  await countPopulation(tx);
  await refreshStats(
    tx,
    guests.map(({ customerId }) => customerId),
  );
  await arrange(tx, by);
  await askSomething(tx, guests);
}

interface Coming {
  guest: Regular;
  visit: Visit;
  at: Date;
}

/** Who comes when, all of them in the order of time; whoever never came is nobody. */
function visitsOfAll(
  tx: Tx,
  random: Random,
  { stores, cast, days }: Pick<Stage, 'cast'> & { stores: number; days: Date[] },
): Coming[] {
  const monthOf = (day: number) => Number(civilDate(days[day]!, tx.shop.zone).slice(5, 7));
  const ends = new Map<string, Date>();
  const validUntil = (at: Date) => {
    const day = civilDate(at, tx.shop.zone);
    if (!ends.has(day)) ends.set(day, endOfDay(addDays(day, tx.shop.pointsValidDays), tx.shop.zone));
    return ends.get(day)!;
  };
  return drawGuests(random, stores)
    .flatMap((drawn) => {
      const all = visitsOf(drawn.buyer, days.length, monthOf, random)
        .map((visit) => ({ visit, at: new Date(days[visit.day]!.getTime() + visit.minute * MINUTE) }))
        .filter(({ at }) => at.getTime() < tx.now.getTime() - STILL_MS);
      if (all.length === 0) return [];
      const joinedAt = new Date(all[0]!.at.getTime() - (10 + random.whole(200)) * MINUTE);
      const customerId = (drawn.address && cast.get(drawn.address)) || idAt(joinedAt.getTime(), random);
      const account = openAccount(customerId, (at) => idAt(at.getTime(), random), validUntil);
      const guest: Regular = { ...drawn, customerId, joinedAt, account, coupons: [] };
      return all.map(({ visit, at }) => ({ guest, visit, at }));
    })
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** Publishes the drops of the half year, and opens the first ones as long ago. */
async function openDrops(tx: Tx, by: Actor, days: Date[]): Promise<Open[]> {
  const daysAgo = (ago: number) => days[HISTORY_DAYS - ago]!;
  const drops = pastDrops(tx.shop);
  for (const { from, until, campaign } of drops) {
    const claimUntil = until === null ? null : daysAgo(until).toISOString();
    const then = { ...tx, now: daysAgo(from) };
    await createCampaign(then, by, { ...campaign, claimFrom: then.now.toISOString(), claimUntil });
  }
  await tx.db.query('update campaign set claim_from = $1, created_at = $1 where ref = any($2)', [
    days[0],
    Object.keys(FIRST),
  ]);
  const wanted = new Map([...drops.map((drop) => [drop.campaign.ref, drop.wanted] as const), ...Object.entries(FIRST)]);
  const open: Open[] = [];
  for (const campaign of await tx.db.find(Campaign, { order: { claimFrom: 'ASC', ref: 'ASC' } })) {
    const chance = wanted.get(campaign.ref);
    if (chance === undefined) continue;
    const { terms } = await tx.db.findOneByOrFail(CampaignTerms, { campaignId: campaign.id, version: 1 });
    open.push({ campaign, terms: terms as Terms, wanted: chance, claimed: 0 });
  }
  return open;
}

const namesOf = (all: typeof products) => Object.fromEntries(all.map(({ name, names }) => [name, names]));
