import type { EntityManager } from 'typeorm';
import { CONSENT_VERSION, type Shop } from '../../shop.ts';
import type { Past, Regular } from './past.ts';
import { writePurchases } from './write-purchases.ts';

type Runs = Pick<EntityManager, 'query'>;

/** Writes down people who are not there yet, that they joined, and what they agreed to; those of the cast joined long ago. */
export async function writeGuests(db: Runs, guests: Regular[]): Promise<void> {
  const rows = guests.map(({ customerId, address, name, language, birthMmdd, marketing, joinedAt }, at) => ({
    ...{ customerId, name, language, birthMmdd, marketing, joinedAt, new: address === undefined },
    address: `demo-guest-${at}`,
  }));
  await db.query(GUESTS, [JSON.stringify(rows), CONSENT_VERSION]);
}

const GUESTS = `
with guest as (
  select * from jsonb_to_recordset($1::jsonb) as g ("customerId" uuid, name text, language text, "birthMmdd" smallint, marketing boolean,
    "joinedAt" timestamptz, new boolean, address text)
), made as (
  insert into customer (id, name, language, birth_mmdd, birthday_set_at, joined_at, agreed_version, marketing, created_at)
  select "customerId", name, language, "birthMmdd", case when "birthMmdd" is not null then "joinedAt" end, "joinedAt", $2, marketing, "joinedAt"
  from guest where new
), known as (
  update customer c set joined_at = g."joinedAt", created_at = g."joinedAt", agreed_version = $2, marketing = g.marketing,
    birth_mmdd = g."birthMmdd", birthday_set_at = g."joinedAt"
  from guest g where c.id = g."customerId" and not g.new
), agreed as (
  insert into consent (customer_id, purpose, granted, text_version, language, channel, at)
  select "customerId", purpose, purpose = 'service' or marketing, $2, language, 'web', "joinedAt"
  from guest cross join unnest(array['service', 'marketing']) as purpose
)
insert into identity (customer_id, channel, address, name, language, heard_at, created_at)
select "customerId", 'web', address, name, language, "joinedAt", "joinedAt" from guest where new`;

/** Writes down everything else, a table at a time; counters of campaigns and figures of customers follow from the rows. */
export async function writePast(db: Runs, shop: Shop, { guests, orders, redemptions, refunds }: Past): Promise<void> {
  await writePurchases(db, orders, shop.currency);
  const coupons = guests.flatMap((guest) => guest.coupons);
  const secrets = shop.codes.secretsOf(coupons.map(({ id }) => id));
  const rows = coupons.map(({ of: _, ...coupon }, at) => ({ ...coupon, code: secrets[at]!.hash }));
  await db.query(COUPONS, [JSON.stringify(rows)]);
  await db.query(REDEMPTIONS, [JSON.stringify(redemptions)]);
  await db.query(REFUNDS, [JSON.stringify(refunds)]);
  const accounts = guests.map(({ account }) => account).filter(({ entries }) => entries.length > 0);
  await db.query(
    `insert into points_account (customer_id, balance, owed)
     select "customerId", balance, owed from jsonb_to_recordset($1::jsonb) as a ("customerId" uuid, balance bigint, owed bigint)`,
    [JSON.stringify(accounts.map(({ customerId, balance, owed }) => ({ customerId, balance, owed })))],
  );
  await db.query(ENTRIES, [JSON.stringify(accounts.flatMap(({ entries }) => entries))]);
  await db.query(LOTS, [JSON.stringify(accounts.flatMap(({ lots }) => lots))]);
  await db.query(COUNTERS, [shop.zone]);
}

const COUPONS = `
insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, state, channel, claimed_at, valid_from, valid_until, worst_minor)
select id, "campaignId", "customerId", seq, 1, code, state, 'web', "claimedAt", "claimedAt", "validUntil", "worstMinor"
from jsonb_to_recordset($1::jsonb) as c (id uuid, "campaignId" uuid, "customerId" uuid, seq int, code bigint, state text, "claimedAt" timestamptz,
  "validUntil" timestamptz, "worstMinor" bigint)`;
const REDEMPTIONS = `
insert into redemption (id, coupon_id, campaign_id, customer_id, staff_id, store_id, method, order_minor, discount_minor, gift, points,
  purchase_id, at, undone_at, undone_by, undo_reason)
select id, "couponId", "campaignId", "customerId", "staffId", "storeId", 'chat', "orderMinor", "discountMinor", gift, points,
  "purchaseId", at, "undoneAt", "undoneBy", "undoReason"
from jsonb_to_recordset($1::jsonb) as r (id uuid, "couponId" uuid, "campaignId" uuid, "customerId" uuid, "staffId" uuid, "storeId" uuid,
  "orderMinor" bigint, "discountMinor" bigint, gift text, points bigint, "purchaseId" uuid, at timestamptz, "undoneAt" timestamptz,
  "undoneBy" uuid, "undoReason" text)`;
const REFUNDS = `
insert into refund (id, source, refund_no, order_no, amount_minor, lines, reason, at, recorded_at, purchase_id, counted_at, counted_minor,
  points, owed)
select id, source, "refundNo", "orderNo", "amountMinor", lines, reason, at, at, "purchaseId", at, "amountMinor", points, owed
from jsonb_to_recordset($1::jsonb) as r (id uuid, source text, "refundNo" text, "orderNo" text, "amountMinor" bigint, lines jsonb,
  reason text, at timestamptz, "purchaseId" uuid, points bigint, owed bigint)`;
const ENTRIES = `
insert into points_entry (id, customer_id, delta, reason, source, at)
select id, "customerId", delta, reason, source, at
from jsonb_to_recordset($1::jsonb) as e (id uuid, "customerId" uuid, delta bigint, reason text, source text, at timestamptz)`;
const LOTS = `
insert into points_lot (entry_id, customer_id, remaining, expires_at)
select "entryId", "customerId", remaining, "expiresAt"
from jsonb_to_recordset($1::jsonb) as l ("entryId" uuid, "customerId" uuid, remaining bigint, "expiresAt" timestamptz)`;

// What each campaign has given away is what its coupons and redemptions say.
const COUNTERS = `
update campaign g set claimed = c.claimed, day = c.day, claimed_today = c.today, committed_minor = c.worst + r.taken,
  gifts_given = r.gifts
from (select campaign_id, count(*) as claimed, max((claimed_at at time zone $1)::date) as day, coalesce(sum(worst_minor) filter (where state = 'issued'), 0) as worst,
    count(*) filter (where (claimed_at at time zone $1)::date = l.day) as today
  from coupon join (select campaign_id, max((claimed_at at time zone $1)::date) as day from coupon group by 1) l using (campaign_id)
  group by campaign_id) c
cross join lateral (select coalesce(sum(discount_minor), 0) as taken, count(*) filter (where gift is not null) as gifts
  from redemption where campaign_id = c.campaign_id and undone_at is null) r
where g.id = c.campaign_id`;
