import type { Tx } from '../transaction.ts';
import { type MarketingRules, marketingRules } from './marketing-rules.ts';

/** Rules of this one thing where they differ from the shop's. */
export type HoldBack = Partial<Pick<MarketingRules, 'holdoutPercent' | 'perDay' | 'perWeek'>>;

/** Taken by whoever freezes many, and shared by whoever tells one: nobody counts while another one plans. */
export const FREEZE_LOCK = `hashtextextended('marketing', 0)`;

/**
 * Whether a marketing message to one person has to be held back, and why: too many of late, or held out so that it can be
 * seen what such messages bring. `of` is the broadcast, series or trigger it belongs to. Never ask it for what a person
 * is owed. Until the transaction ends, nobody else decides for this person: so caps hold over all that asks here or
 * freezes broadcasts, as long as the message is posted in this transaction. Ask for few people in one transaction.
 */
export async function holdBack(
  tx: Tx,
  customerId: string,
  of: string,
  options: HoldBack = {},
): Promise<'holdout' | 'capped' | undefined> {
  const { holdoutPercent, perDay, perWeek } = { ...(await marketingRules(tx)), ...options };
  await tx.db.query(`select pg_advisory_xact_lock_shared(${FREEZE_LOCK})`);
  await tx.db.query('select pg_advisory_xact_lock(hashtextextended($1, 2))', [`marketing:${customerId}`]);
  const [row] = await tx.db.query(
    `select held_out($1, $2, $3) as out,
       (select ($5::int > 0 and h.last_day >= $5) or ($6::int > 0 and h.last_week >= $6) from marketing_heard(array[$1::uuid], $4) h) as capped`,
    [customerId, of, holdoutPercent, tx.now, perDay, perWeek],
  );
  // First who could be told at all, then who of those is not: else the two groups would differ in more than the telling.
  if (row.capped) return 'capped';
  return row.out ? 'holdout' : undefined;
}
