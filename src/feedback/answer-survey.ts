import type { Reason } from '../../entities/survey.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { readWords } from './read-words.ts';

const OPEN_DAYS = 30;

/** A question of theirs that is still open: the one a token names, or the latest. Refuses anybody else's as over. */
export async function openSurvey(
  tx: Tx,
  customerId: string,
  token: string | undefined,
): Promise<{ id: string; words: string | null }> {
  const id = token === undefined ? null : tx.shop.codes.couponOf(token);
  const [survey] =
    id === undefined
      ? []
      : await tx.db.query(
          `select id, words from survey where customer_id = $1 and ($2::uuid is null or id = $2) and asked_at > $3
           order by asked_at desc limit 1`,
          [customerId, id, new Date(tx.now.getTime() - OPEN_DAYS * 86_400_000)],
        );
  if (!survey) throw new Refusal('survey-over');
  return survey;
}

/** Keeps a reason, or the latest one when they think again. */
export async function keepReason(tx: Tx, id: string, reason: Reason): Promise<void> {
  await tx.db.query('update survey set reason = $2, answered_at = coalesce(answered_at, $3) where id = $1', [
    id,
    reason,
    tx.now,
  ]);
}

/** Keeps words beside the reason, or without one; what is said later is added. */
export async function keepSurveyWords(tx: Tx, id: string, text: string): Promise<void> {
  await tx.db.query(
    `update survey set words = left(concat_ws(E'\\n', words, $2::text), 4000), answered_at = coalesce(answered_at, $3) where id = $1`,
    [id, readWords(text), tx.now],
  );
}
