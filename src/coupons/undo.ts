import type { Redemption } from '../../entities/redemption.ts';
import { inLanguage, type Terms } from '../campaigns/terms.ts';
import { cleanText, clip } from '../lib/plain-text.ts';
import { post } from '../outbox/post.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { findUndoable } from './undo-find.ts';

/** What an undo gave back. */
export interface Undone {
  redemption: Redemption;
  terms: Terms;
  /** `issued` when the coupon can be used again, `expired` when its time is over, `revoked` when it was taken back. */
  couponState: 'issued' | 'expired' | 'revoked';
  /** Points taken back now. */
  taken: number;
  /** Points that were spent already; they are settled from the next ones. */
  owed: number;
}

/**
 * Takes a redemption back: coupon, purchase, points, budget and gift return together, once. Points that were spent
 * already are owed and never make the balance negative (docs/decisions/0002).
 */
export async function undoRedemption(
  tx: Tx,
  by: Actor,
  what: { redemptionId?: string; reason?: string },
): Promise<Undone> {
  const redemption = await findUndoable(tx, by, what);
  return giveBackRedemption(tx, by, redemption, clip(cleanText(what.reason ?? ''), 300) || null);
}

/** The undo itself, for whoever has found out that it may be: an undo, or the refund of the whole order. */
export async function giveBackRedemption(
  tx: Tx,
  by: Actor,
  redemption: Redemption,
  reason: string | null,
): Promise<Undone> {
  const [row] = await tx.db.query('select * from undo_redemption($1, $2, $3, $4)', [
    redemption.id,
    tx.now,
    staffId(by),
    reason,
  ]);
  if (row.outcome !== 'undone') throw new Refusal('undo-done', { at: tx.now, now: tx.now });
  const [{ terms }] = await tx.db.query(
    `select t.terms from coupon c join campaign_terms t on t.campaign_id = c.campaign_id and t.version = c.terms_version
     where c.id = $1`,
    [redemption.couponId],
  );
  const undone: Undone = {
    redemption,
    terms,
    couponState: row.coupon_state,
    taken: Number(row.taken),
    owed: Number(row.newly_owed),
  };
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'undo-redemption',
    redemption.id,
    { reason, taken: undone.taken, owed: undone.owed, coupon: undone.couponState },
    tx.now,
  ]);
  await tell(tx, row.owner, undone);
  return undone;
}

async function tell(tx: Tx, customerId: string, { redemption, terms, couponState, taken, owed }: Undone) {
  const [{ language }] = await tx.db.query('select language from customer where id = $1', [customerId]);
  const name = inLanguage(terms.name, language, tx.shop.language);
  const [usable, revoked] = [couponState === 'issued', couponState === 'revoked'];
  await post(tx, customerId, {
    subject: `undone:${redemption.id}`,
    class: 'notice',
    say: (t) => [
      { title: t.counter.undoneTitle(), text: t.counter.undoneNotice({ name, usable, revoked, taken, owed }) },
    ],
  });
}
