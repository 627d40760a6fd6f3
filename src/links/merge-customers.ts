import { Identity } from '../../entities/identity.ts';
import { post } from '../outbox/post.ts';
import { pointsAccount } from '../points/account.ts';
import { refuseStranger } from '../points/stranger.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { joinCustomers } from './join-customers.ts';
import { linkRef } from './part-customers.ts';

/**
 * Makes two profiles of one person one, on the word of staff. Nobody who works here is merged so, for their coupons and points
 * would be within reach of whoever does it. Both sides are told, with the number under which `/unlink` takes it back.
 */
export async function mergeCustomers(
  tx: Tx,
  by: Actor,
  oneId: string,
  otherId: string,
): Promise<{ linkId: string; keptId: string; ref: string }> {
  const [one, other] = await mergeable(tx, by, oneId, otherId);
  const sides = [await lastHeard(tx, one), await lastHeard(tx, other)];
  const { linkId, keptId } = await joinCustomers(tx, one, other);
  const ref = linkRef(linkId);
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    ...[actorName(by), 'merge-customers', keptId, { linkId, joinedId: keptId === one ? other : one }, tx.now],
  ]);
  await tx.db.query('delete from doubt where customer_id = any($1::uuid[]) or other_id = any($1::uuid[])', [
    [keptId === one ? other : one],
  ]);
  const { balance } = await pointsAccount(tx, keptId);
  const [{ coupons }] = await tx.db.query(
    `select count(*)::int as coupons from coupon where customer_id = $1 and state = 'issued' and valid_until > $2`,
    [keptId, tx.now],
  );
  for (const side of sides) {
    if (!side) continue;
    const subject = `merged:${linkId}:${side.id}`;
    await post(
      tx,
      keptId,
      { subject, class: 'notice', say: (w) => [{ text: w.customers.linked(coupons, balance, ref) }] },
      side,
    );
  }
  return { linkId, keptId, ref };
}

/** Who two ids are now, when they may be merged. */
export async function mergeable(tx: Tx, by: Actor, oneId: string, otherId: string): Promise<[string, string]> {
  authorise(by, 'mend-customers');
  for (const id of [oneId, otherId]) await refuseStranger(tx, id);
  const [{ one, other }] = await tx.db.query('select kept_customer($1) as one, kept_customer($2) as other', [
    oneId,
    otherId,
  ]);
  if (one === other) throw new Refusal('link-same-person');
  const works = await tx.db.query('select from staff where customer_id in ($1, $2) and ended_at is null limit 1', [
    one,
    other,
  ]);
  if (works.length > 0) throw new Refusal('merge-staff');
  return [one, other];
}

async function lastHeard(tx: Tx, customerId: string): Promise<Identity | null> {
  return tx.db
    .createQueryBuilder(Identity, 'i')
    .where('i.customerId = :customerId and i.reachable and i.heardAt is not null', { customerId })
    .orderBy({ 'i.heardAt': 'DESC', 'i.id': 'ASC' })
    .getOne();
}
