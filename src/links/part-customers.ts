import { endSessionsOf } from '../console/end-sessions.ts';
import { moveFeedbackBack } from '../feedback/move-feedback.ts';
import { refreshStats } from '../purchases/refresh-stats.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { lockPoints, type Moved, transfer } from './join-customers.ts';
import { moveTagsBack } from './move-tags.ts';
import { partDebts } from './part-debts.ts';
import { restoreOwn } from './restore-own.ts';

interface Link {
  id: string;
  kept_id: string;
  joined_id: string;
  moved: Moved;
  at: Date;
}

/** What both sides are told, and staff types to undo it. */
export function linkRef(linkId: string): string {
  return linkId.slice(-8).toUpperCase();
}

/**
 * Takes a link back, named by its id or the end of it: identities, coupons, purchases and the points that are left of those that came go back to where
 * they were. What was claimed, redeemed or earned since stays with the person who was kept.
 */
export async function partCustomers(tx: Tx, by: Actor, ref: string): Promise<{ keptId: string; joinedId: string }> {
  authorise(by, 'unlink');
  const [rows] = await tx.db.query(
    `update customer_link set undone_at = $2, undone_by = $3 where id = (
       select id from customer_link where (upper(right(id::text, 8)) = upper($1) or id::text = lower($1)) and undone_at is null
       order by at desc, id desc limit 1) and undone_at is null
     returning id, kept_id, joined_id, moved, at`,
    [ref.trim(), tx.now, staffId(by)],
  );
  const link: Link | undefined = rows[0];
  if (!link) throw new Refusal('link-unknown');
  const { kept_id: first, joined_id: joined, moved } = link;
  // Whoever was kept may have been joined into another person since: what came lies there now.
  const [{ kept }] = await tx.db.query('select kept_customer($1) as kept', [first]);
  for (const id of [kept, joined].sort()) await tx.db.query('select 1 from customer where id = $1 for update', [id]);
  await tx.db.query('update customer set merged_into = null where id = $1', [joined]);
  await tx.db.query('update customer set parted_at = $2 where id = any($1::uuid[])', [[first, kept], tx.now]);
  await restoreMarketing(tx, link, kept);
  await restorePersonal(tx, link, kept);
  await restoreChannel(tx, link, kept);
  if (kept === first && moved.own) await restoreOwn(tx, { kept, joined, own: moved.own });
  await tx.db.query(
    'update identity set customer_id = $1, asked = null where id = any($2::bigint[]) and customer_id = $3',
    [joined, moved.identities, kept],
  );
  await tx.db.query('update purchase set customer_id = $1 where id = any($2::uuid[]) and customer_id = $3', [
    joined,
    moved.purchases,
    kept,
  ]);
  await tx.db.query(
    `update coupon c set customer_id = $1, seq = m.seq from jsonb_to_recordset($2::jsonb) as m (id uuid, seq int) where c.id = m.id and c.customer_id = $3`,
    [joined, JSON.stringify(moved.coupons), kept],
  );
  await tx.db.query(
    'update redemption r set customer_id = $1 from coupon c where c.id = r.coupon_id and c.customer_id = $1 and r.customer_id = $2',
    [joined, kept],
  );
  await moveFeedbackBack(tx, kept, joined, moved.feedback);
  await moveTagsBack(tx, kept, joined, moved.tags ?? []);
  // Which of the two has opened the console nobody knows; who works here opens it anew.
  for (const { id } of await tx.db.query('select id from staff where customer_id = $1', [kept]))
    await endSessionsOf(tx, id);
  if (moved.staff) await tx.db.query('update staff set customer_id = $1 where id = $2', [joined, moved.staff]);
  await lockPoints(tx, kept, joined);
  const [lots] = await tx.db.query(
    'update points_lot set customer_id = $1 where entry_id = any($2::uuid[]) and customer_id = $3 and remaining > 0 returning remaining',
    [joined, moved.lots, kept],
  );
  const sum = lots.reduce((total: number, lot: { remaining: string }) => total + Number(lot.remaining), 0);
  await transfer(tx, `${link.id}:undo`, kept, joined, sum);
  await partDebts(tx, { kept, joined, owed: moved.owed ?? { kept: 0, joined: 0 }, since: link.at });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'part-customers',
    link.id,
    {},
    tx.now,
  ]);
  await refreshStats(tx, [kept, joined]);
  return { keptId: kept, joinedId: joined };
}

/** A word on offers since they were one is of both; without one, each has what they had said before. */
async function restoreMarketing(tx: Tx, { kept_id: first, joined_id, moved, at }: Link, kept: string): Promise<void> {
  const [since] = await tx.db.query(
    `select granted from consent where customer_id = any($1::uuid[]) and purpose = 'marketing' and at >= $2
     order by at desc, id desc limit 1`,
    [[first, kept], at],
  );
  const mine = since?.granted ?? moved.marketing;
  if (kept === first) await tx.db.query('update customer set marketing = $2 where id = $1', [kept, mine]);
  // A yes was said by the one who was kept; a no was a no of both.
  if (since?.granted === false) await tx.db.query('update customer set marketing = false where id = $1', [joined_id]);
}

/** The same of where they want to hear from us. */
async function restoreChannel(tx: Tx, { kept_id: first, joined_id, moved }: Link, kept: string): Promise<void> {
  if (kept !== first || moved.preferredChannel === undefined) return;
  await tx.db.query(
    `update customer k set preferred_channel = $3 from customer j
     where k.id = $1 and j.id = $2 and k.preferred_channel is not distinct from coalesce($3, j.preferred_channel)`,
    [kept, joined_id, moved.preferredChannel],
  );
}

/** What they have chosen since they were one stays with who was kept; otherwise each has what they had before. */
async function restorePersonal(tx: Tx, { kept_id: first, joined_id, moved }: Link, kept: string): Promise<void> {
  if (kept !== first || moved.noPersonal === undefined) return;
  await tx.db.query(
    `update customer k set no_personal = $3 from customer j
     where k.id = $1 and j.id = $2 and k.no_personal = ($3 or j.no_personal)`,
    [kept, joined_id, moved.noPersonal],
  );
}
