import { Feedback } from '../../entities/feedback.ts';
import type { Redemption } from '../../entities/redemption.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { openTicket } from './open-ticket.ts';
import { drawn, FAIR, LOW } from './stars.ts';

const CHANGE_HOURS = 24;

/**
 * Keeps the stars that a customer gives to a use of a coupon of theirs, one row for each use; within a day they may think
 * again. Few stars open a ticket and tell staff at once.
 */
export async function rateRedemption(
  tx: Tx,
  { id, storeId, campaignId, customerId }: Pick<Redemption, 'id' | 'storeId' | 'campaignId' | 'customerId'>,
  stars: number,
): Promise<Feedback> {
  const [row] = await tx.db.query(
    `insert into feedback as f (id, customer_id, redemption_id, store_id, campaign_id, rating, at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (redemption_id) do update set rating = excluded.rating,
       reason = case when excluded.rating > ${FAIR} then null else f.reason end where f.rating is null or f.at > $8 returning f.id`,
    [newId(tx.now.getTime()), customerId, id, storeId, campaignId, stars, tx.now, changeable(tx)],
  );
  if (!row) throw new Refusal('rating-settled', { hours: CHANGE_HOURS });
  const feedback = await tx.db.findOneByOrFail(Feedback, { id: row.id });
  if (stars <= LOW) await openTicket(tx, { customerId, storeId, feedbackId: feedback.id, words: drawn(stars) });
  return feedback;
}

function changeable({ now }: Tx): Date {
  return new Date(now.getTime() - CHANGE_HOURS * 3_600_000);
}
