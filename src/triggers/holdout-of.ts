import type { Trigger } from '../../entities/trigger.ts';
import { HOLDOUT_FROM } from '../broadcasts/marketing-rules.ts';
import type { Tx } from '../transaction.ts';

/** Percent of people whom this trigger holds out; undefined for the shop's own. Of few people nothing could be learnt. */
export async function holdoutOf(
  tx: Pick<Tx, 'db'>,
  { holdoutPercent }: Pick<Trigger, 'holdoutPercent'>,
): Promise<number | undefined> {
  const [{ many }] = await tx.db.query(
    `select count(*) >= $1 as many from (
       select 1 from customer where marketing and joined_at is not null and merged_into is null limit $1) c`,
    [HOLDOUT_FROM],
  );
  return many ? (holdoutPercent ?? undefined) : 0;
}
