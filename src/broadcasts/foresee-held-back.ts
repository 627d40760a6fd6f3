import type { Compiled } from '../segments/compiled.ts';
import { peopleOf } from '../segments/segment-people.ts';
import type { Tx } from '../transaction.ts';
import { HOLDOUT_FROM, marketingRules } from './marketing-rules.ts';
import { storedPlan } from './plan.ts';

/** Who hears from the shop anyway, and who would therefore not be told. */
export interface HeldBack {
  /** The figures below are worked out from some of the people, for they are very many. */
  about: boolean;
  /** Got marketing in the last seven days. */
  heardLately: number;
  /** Would not be told, because they have heard enough. */
  capped: number;
  /** Would not be told, so that it can be seen what telling brings; exact for nobody, a share. */
  holdout: number;
  /** Other broadcasts of the next seven days, and how many of these people they are meant for. */
  next: { campaign: string; at: Date; people: number }[];
}

const SAMPLE = 5_000;
const WEEK_MS = 7 * 86_400_000;
const MOST_NEXT = 5;

/**
 * Looks at what the people of an audience have heard and are about to hear. Of more than 5,000 people a sample by a
 * stable hash is looked at, so that asking stays cheap however many there are.
 */
export async function foreseeHeldBack(
  tx: Tx,
  campaignId: string,
  audience: Compiled,
  people: number,
): Promise<HeldBack> {
  const { perDay, perWeek, holdoutPercent } = await marketingRules(tx);
  const every = Math.max(1, Math.ceil(people / SAMPLE));
  const n = audience.values.length;
  const some: { id: string }[] = await tx.db.query(
    `select customer_id as id from (${audience.sql}) a
     where $${n + 1}::int = 1 or (hashtextextended(customer_id::text, 7) & 9223372036854775807) % $${n + 1}::int = 0`,
    [...audience.values, every],
  );
  const ids = some.map(({ id }) => id);
  const scale = ids.length > 0 ? people / ids.length : 0;
  const [heard] = await tx.db.query(
    `select count(*)::int as lately, count(*) filter (where ($3::int > 0 and last_day >= $3) or ($4::int > 0 and last_week >= $4))::int as capped
     from marketing_heard($1, $2)`,
    [ids, tx.now, perDay, perWeek],
  );
  const capped = Math.round(heard.capped * scale);
  return {
    about: every > 1,
    heardLately: Math.round(heard.lately * scale),
    capped,
    holdout: people < HOLDOUT_FROM ? 0 : Math.round(((people - capped) * holdoutPercent) / 100),
    next: await nextOnes(tx, campaignId, ids, scale),
  };
}

async function nextOnes(tx: Tx, campaignId: string, ids: string[], scale: number): Promise<HeldBack['next']> {
  const planned: { campaign: string; at: Date; plan: unknown }[] = await tx.db.query(
    `select c.ref as campaign, b.send_at as at, b.plan from broadcast b join campaign c on c.id = b.campaign_id
     where b.state = 'waiting' and b.campaign_id <> $1 and b.send_at < $2 order by b.send_at, b.id limit $3`,
    [campaignId, new Date(tx.now.getTime() + WEEK_MS), MOST_NEXT],
  );
  const next: HeldBack['next'] = [];
  for (const { campaign, at, plan } of planned) {
    const { segment } = storedPlan(plan);
    const meant = segment
      ? await peopleOf(tx, segment, 2)
      : { sql: 'select unnest($1::uuid[]) as customer_id', values: [] };
    const [{ both }] = await tx.db.query(
      `select count(*)::int as both from (${meant.sql}) m where m.customer_id = any($1::uuid[])`,
      [ids, ...meant.values],
    );
    if (both > 0) next.push({ campaign, at, people: Math.round(both * scale) });
  }
  return next;
}
