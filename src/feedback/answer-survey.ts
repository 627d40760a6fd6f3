import type { Reason, Wish } from '../../entities/survey.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { readWords } from './read-words.ts';

const OPEN_DAYS = 30;

/** What was said so far to the three questions. */
export interface Answers {
  id: string;
  reason: Reason | null;
  wish: Wish | null;
  words: string | null;
}

/** The questions in their order: why somebody stays away, what would bring them back, and whatever else there is. */
export type Question = 1 | 2 | 3;

/** Questions of theirs that are still open: those that a token names, or the latest. Refuses anybody else's as over. */
export async function openSurvey(tx: Tx, customerId: string, token: string | undefined): Promise<Answers> {
  const id = token === undefined ? null : tx.shop.codes.couponOf(token);
  const [survey] =
    id === undefined
      ? []
      : await tx.db.query(
          `select id, reason, wish, words from survey where customer_id = $1 and ($2::uuid is null or id = $2)
             and asked_at > $3 order by asked_at desc limit 1`,
          [customerId, id, new Date(tx.now.getTime() - OPEN_DAYS * 86_400_000)],
        );
  if (!survey) throw new Refusal('survey-over');
  return survey;
}

/** What is asked once this question was answered or left out; undefined after the last. What is known is not asked again. */
export function questionAfter(done: Question, { wish, words }: Answers): Question | undefined {
  if (done === 1 && wish === null) return 2;
  return done < 3 && words === null ? 3 : undefined;
}

/** Keeps a reason or a wish, or the latest one when they think again. */
export async function keepChoice(tx: Tx, id: string, chosen: { reason: Reason } | { wish: Wish }): Promise<void> {
  const { reason, wish } = { reason: null, wish: null, ...chosen };
  await tx.db.query(
    `update survey set reason = coalesce($2, reason), wish = coalesce($3, wish), answered_at = coalesce(answered_at, $4)
     where id = $1`,
    [id, reason, wish, tx.now],
  );
}

/** Keeps words beside the choices, or without any; what is said later is added. */
export async function keepSurveyWords(tx: Tx, id: string, text: string): Promise<void> {
  await tx.db.query(
    `update survey set words = left(concat_ws(E'\\n', words, $2::text), 4000), answered_at = coalesce(answered_at, $3) where id = $1`,
    [id, readWords(text), tx.now],
  );
}
