import { holdBack } from '../broadcasts/hold-back.ts';
import { behaviourSql } from '../customers/behaviour.ts';
import { addDays, civilDate } from '../lib/dates.ts';
import { newId } from '../lib/ids.ts';
import { post } from '../outbox/post.ts';
import type { Tx } from '../transaction.ts';
import { surveyMessage } from './survey-message.ts';

/** Nobody is asked again within so many days. */
export const BETWEEN_DAYS = 90;
const TOO_LATE_DAYS = 7;
/** What the question is to the rules of marketing; any UUID, and always this one. */
const THIS_QUESTION = '0f5e17b2-6a9d-7c1e-8b43-5d2a9c60e7f1';

/** Who may be asked at `$1`, when nobody may be who was asked after `$2`; aliases c and s. */
export const MAY_BE_ASKED = `
  from customer_stats s join customer c on c.id = s.customer_id
  where ${behaviourSql('s', '$1::timestamptz')} = 'slipping' and c.marketing and c.joined_at is not null and c.merged_into is null
    and not exists (select from survey q where q.customer_id = c.id and q.asked_at > $2)`;

/** The instant after which whoever was asked is not asked again. */
export function askedSince(now: Date, zone: string): Date {
  return new Date(`${addDays(civilDate(now, zone), -BETWEEN_DAYS)}T00:00:00Z`);
}

/**
 * Asks somebody who comes less often than they used to what keeps them away: at most once in 90 days, only with their
 * consent, within the caps of marketing and out of quiet hours. Returns false when they are not to be asked after all.
 */
export async function askWhy(tx: Tx, customerId: string): Promise<boolean> {
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`survey:${customerId}`]);
  const may = await tx.db.query(`select 1 ${MAY_BE_ASKED} and c.id = $3`, [
    tx.now,
    askedSince(tx.now, tx.shop.zone),
    customerId,
  ]);
  // What the question brings is not measured, so nobody is held out of it.
  if (may.length === 0 || (await holdBack(tx, customerId, THIS_QUESTION, { holdoutPercent: 0 }))) return false;
  const id = newId(tx.now.getTime());
  await tx.db.query('insert into survey (id, customer_id, asked_at) values ($1, $2, $3)', [id, customerId, tx.now]);
  const token = tx.shop.codes.tokenOf(id);
  return post(tx, customerId, {
    subject: `survey:${id}`,
    class: 'marketing',
    expiresAt: new Date(tx.now.getTime() + TOO_LATE_DAYS * 86_400_000),
    say: (t) => {
      const first = surveyMessage(t, token, 1);
      const stop = { label: t.broadcasts.noMoreOffers(), says: '/stop' };
      return [{ ...first, title: t.feedback.surveyTitle(), buttons: [...first.buttons!, stop] }];
    },
  });
}
