import { Customer } from '../../entities/customer.ts';
import { tellOnce } from '../broadcasts/tell-once.ts';
import { type MovedFeedback, moveFeedback } from '../feedback/move-feedback.ts';
import { newId } from '../lib/ids.ts';
import { refreshStats } from '../purchases/refresh-stats.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { type MovedTag, moveTags } from './move-tags.ts';

/** What a person is beside what they have. */
export type Own = Pick<Customer, 'name' | 'zone' | 'zoneChosen' | 'birthMmdd' | 'birthYear' | 'birthdaySetAt'>;

/** What was moved, so that it can be moved back. */
export interface Moved {
  identities: string[];
  coupons: { id: string; seq: number }[];
  purchases: string[];
  lots: string[];
  /** What each owed before. */
  owed?: { kept: number; joined: number };
  staff: string | null;
  marketing: boolean;
  noPersonal?: boolean;
  preferredChannel?: string | null;
  /** What the one who was kept was called, where they lived and when they were born, before. */
  own?: Own;
  feedback?: MovedFeedback;
  tags?: MovedTag[];
}

/**
 * Makes two customers one: the one who joined first is kept, the other's identities, coupons, purchases and points come
 * over, so that limits per person count for both. Undone by `partCustomers`. Returns the link's id and who was kept.
 */
export async function joinCustomers(
  tx: Tx,
  oneId: string,
  otherId: string,
): Promise<{ linkId: string; keptId: string }> {
  if (oneId === otherId) throw new Refusal('link-same-person');
  // Claims hold their campaign while they write: those under way end first and are moved, later ones see who is merged.
  await tx.db.query(`select 1 from campaign where state = 'live' order by id for no key update`);
  // In the order of their ids, or two links at once could wait for each other.
  for (const id of [oneId, otherId].sort()) await tx.db.query('select 1 from customer where id = $1 for update', [id]);
  const [a, b] = [
    await tx.db.findOneByOrFail(Customer, { id: oneId }),
    await tx.db.findOneByOrFail(Customer, { id: otherId }),
  ];
  if (a.mergedInto || b.mergedInto) throw new Refusal('link-code-unknown');
  const [kept, joined] =
    (a.joinedAt?.getTime() ?? Number.POSITIVE_INFINITY) <= (b.joinedAt?.getTime() ?? Number.POSITIVE_INFINITY)
      ? [a, b]
      : [b, a];
  const linkId = newId(tx.now.getTime());
  const moved: Moved = {
    identities: await moveAll(tx, 'identity', kept.id, joined.id),
    coupons: await moveCoupons(tx, kept.id, joined.id),
    purchases: await moveAll(tx, 'purchase', kept.id, joined.id),
    ...(await movePoints(tx, linkId, kept.id, joined.id)),
    staff: await moveStaff(tx, kept.id, joined.id),
    marketing: kept.marketing,
    noPersonal: kept.noPersonal,
    preferredChannel: kept.preferredChannel,
    own: ownOf(kept),
    feedback: await moveFeedback(tx, kept.id, joined.id),
    tags: await moveTags(tx, kept.id, joined.id),
  };
  await tx.db.query('update redemption set customer_id = $1 where customer_id = $2', [kept.id, joined.id]);
  await tx.db.query(`update delivery set customer_id = $1 where customer_id = $2 and state = 'waiting'`, [
    kept.id,
    joined.id,
  ]);
  // A no to offers on either side is a no of the person, and so is one to personal suggestions.
  const marketing = kept.marketing && (joined.joinedAt === null || joined.marketing);
  await tx.db.update(
    Customer,
    { id: kept.id },
    {
      marketing,
      noPersonal: kept.noPersonal || joined.noPersonal,
      preferredChannel: kept.preferredChannel ?? joined.preferredChannel,
      name: kept.name ?? joined.name,
      zone: kept.zone ?? joined.zone,
      zoneChosen: kept.zone ? kept.zoneChosen : joined.zoneChosen,
      birthMmdd: kept.birthMmdd ?? joined.birthMmdd,
      birthYear: kept.birthMmdd ? kept.birthYear : joined.birthYear,
      birthdaySetAt: kept.birthdaySetAt ?? joined.birthdaySetAt,
    },
  );
  await tx.db.update(Customer, { id: joined.id }, { mergedInto: kept.id });
  await tx.db.query('insert into customer_link (id, kept_id, joined_id, moved, at) values ($1, $2, $3, $4, $5)', [
    linkId,
    kept.id,
    joined.id,
    moved,
    tx.now,
  ]);
  await refreshStats(tx, [kept.id, joined.id]);
  await tellOnce(tx, kept.id);
  return { linkId, keptId: kept.id };
}

const ownOf = ({ name, zone, zoneChosen, birthMmdd, birthYear, birthdaySetAt }: Customer): Own => ({
  ...{ name, zone, zoneChosen, birthMmdd, birthYear, birthdaySetAt },
});

async function moveAll(tx: Tx, table: 'identity' | 'purchase', keptId: string, joinedId: string): Promise<string[]> {
  const [rows] = await tx.db.query(`update ${table} set customer_id = $1 where customer_id = $2 returning id`, [
    keptId,
    joinedId,
  ]);
  return rows.map((row: { id: string }) => row.id);
}

/** Coupons of a campaign that both have are counted on from the kept one's. */
async function moveCoupons(tx: Tx, keptId: string, joinedId: string): Promise<Moved['coupons']> {
  const [rows] = await tx.db.query(
    `with had as (select campaign_id, max(seq) as most from coupon where customer_id = $1 group by campaign_id),
       theirs as (select c.id, c.seq, coalesce(h.most, 0) as most from coupon c left join had h using (campaign_id) where c.customer_id = $2)
     update coupon c set customer_id = $1, seq = t.seq + t.most from theirs t where c.id = t.id returning c.id, t.seq`,
    [keptId, joinedId],
  );
  return rows;
}

/** Points go over by contra entries; their lots keep their days. */
async function movePoints(
  tx: Tx,
  linkId: string,
  keptId: string,
  joinedId: string,
): Promise<Required<Pick<Moved, 'lots' | 'owed'>>> {
  await lockPoints(tx, keptId, joinedId);
  const [lots] = await tx.db.query(
    'update points_lot set customer_id = $1 where customer_id = $2 and remaining > 0 returning entry_id, remaining',
    [keptId, joinedId],
  );
  const sum = lots.reduce((total: number, lot: { remaining: string }) => total + Number(lot.remaining), 0);
  await transfer(tx, linkId, joinedId, keptId, sum);
  const [[debts]] = await tx.db.query(
    `with debtor as (update points_account a set owed = 0 from points_account old where a.customer_id = $2 and old.customer_id = $2 returning old.owed)
     update points_account set owed = points_account.owed + debtor.owed from debtor where customer_id = $1
     returning (points_account.owed - debtor.owed)::int as kept, debtor.owed::int as joined`,
    [keptId, joinedId],
  );
  return { lots: lots.map((lot: { entry_id: string }) => lot.entry_id), owed: debts };
}

/** Locks both accounts, in the order of their ids. */
export async function lockPoints(tx: Tx, ...ids: string[]): Promise<void> {
  for (const id of ids.toSorted((one, other) => (one < other ? -1 : 1)))
    await tx.db.query('select lock_points($1)', [id]);
}

/** A pair of contra entries; the caller has moved the lots. */
export async function transfer(tx: Tx, source: string, fromId: string, toId: string, points: number): Promise<void> {
  if (points === 0) return;
  for (const [id, delta, side] of [
    [fromId, -points, 'out'],
    [toId, points, 'in'],
  ] as const) {
    await tx.db.query(
      `insert into points_entry (customer_id, delta, reason, source, at) values ($1, $2, 'link', $3, $4)`,
      [id, delta, `link:${source}:${side}`, tx.now],
    );
    await tx.db.query('update points_account set balance = balance + $2 where customer_id = $1', [id, delta]);
  }
}

async function moveStaff(tx: Tx, keptId: string, joinedId: string): Promise<string | null> {
  const [theirs] = await tx.db.query('select id from staff where customer_id = $1 and ended_at is null', [joinedId]);
  if (!theirs) return null;
  const ours = await tx.db.query('select 1 from staff where customer_id = $1', [keptId]);
  if (ours.length > 0) throw new Refusal('link-staff');
  await tx.db.query('update staff set customer_id = $1 where id = $2', [keptId, theirs.id]);
  return theirs.id;
}
