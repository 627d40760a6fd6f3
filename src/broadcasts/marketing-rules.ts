import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** How much a shop allows itself towards its customers. */
export interface MarketingRules {
  /** So many percent of people are not told, by a stable hash, so that what telling brings can be seen; 0 to 50. */
  holdoutPercent: number;
  /** Most marketing messages to one person in a day; 0: as many as there are. */
  perDay: number;
  /** The same in a week. */
  perWeek: number;
  /** A broadcast to more people than this needs a second person; 0: none does. */
  approvalAbove: number;
}

/** What holds until an owner chooses otherwise. */
export const DEFAULT_RULES: MarketingRules = { holdoutPercent: 10, perDay: 1, perWeek: 4, approvalAbove: 10_000 };

/** With fewer people than this nothing could be learnt from those held back, so nobody is. */
export const HOLDOUT_FROM = 200;

const KEYS = {
  holdoutPercent: 'marketing.holdout_percent',
  perDay: 'marketing.per_day',
  perWeek: 'marketing.per_week',
  approvalAbove: 'marketing.approval_above',
} as const satisfies Record<keyof MarketingRules, string>;

/** The rules as they are now. */
export async function marketingRules({ db }: { db: Pick<Tx['db'], 'query'> }): Promise<MarketingRules> {
  const rows: { key: string; value: string }[] = await db.query('select key, value from setting where key = any($1)', [
    Object.values(KEYS),
  ]);
  const said = new Map(rows.map(({ key, value }) => [key, Number(value)]));
  const rule = (name: keyof MarketingRules) => said.get(KEYS[name]) ?? DEFAULT_RULES[name];
  return {
    holdoutPercent: rule('holdoutPercent'),
    perDay: rule('perDay'),
    perWeek: rule('perWeek'),
    approvalAbove: rule('approvalAbove'),
  };
}

/** Changes rules; what was frozen before stays as it is. */
export async function changeMarketingRules(
  tx: Tx,
  by: Actor,
  change: Partial<MarketingRules>,
): Promise<MarketingRules> {
  authorise(by, 'change-marketing');
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue;
    await tx.db.query('insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = $2', [
      KEYS[name as keyof MarketingRules],
      String(value),
    ]);
  }
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'change-marketing',
    'marketing',
    change,
    tx.now,
  ]);
  return marketingRules(tx);
}
