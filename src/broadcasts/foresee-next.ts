import { Refusal } from '../refusal.ts';
import { peopleAmong } from '../segments/segment-people.ts';
import type { Tx } from '../transaction.ts';
import { type Plan, storedPlan } from './plan.ts';

/** Another broadcast of the next seven days, and how many of some people it will tell of which campaign. */
export interface NextOne {
  campaign: string;
  at: Date;
  people: number;
}

const WEEK_MS = 7 * 86_400_000;
const MOST_NEXT = 5;

/** What else waits to be told to these people, who can all be told, each with the campaign that its plan has for them. */
export async function foreseeNext(tx: Tx, campaignId: string, ids: string[], scale: number): Promise<NextOne[]> {
  const planned: { refs: string[]; at: Date; plan: unknown }[] = await tx.db.query(PLANNED, [
    campaignId,
    new Date(tx.now.getTime() + WEEK_MS),
    MOST_NEXT,
  ]);
  const next: NextOne[] = [];
  for (const { refs, at, plan } of planned)
    for (const [variant, people] of (await sizesAmong(tx, storedPlan(plan), ids)).entries())
      if (people > 0) next.push({ campaign: refs[variant]!, at, people: Math.round(people * scale) });
  return next;
}

/** How many of these people are in each variant of a plan: the first that fits, else the campaign's own or nothing. */
async function sizesAmong(tx: Tx, { segment, variants, rest }: Plan, ids: string[]): Promise<number[]> {
  try {
    let left = segment ? [...(await peopleAmong(tx, segment, ids))] : ids;
    const sizes: number[] = [];
    for (const one of variants) {
      const theirs = await peopleAmong(tx, one.segment, left);
      sizes.push(theirs.size);
      left = left.filter((id) => !theirs.has(id));
    }
    return [rest === 'nothing' ? 0 : left.length, ...sizes];
  } catch (error) {
    // A plan whose segment can be worked out no more is not going to tell anybody.
    if (error instanceof Refusal) return [];
    throw error;
  }
}

// While one of the campaign itself waits, no other can be started by hand: that is not another one. Its series is.
const PLANNED = `
select array(select g.ref from unnest(b.campaign_id || array(
    select (v.one ->> 'campaign')::uuid from jsonb_array_elements(b.plan -> 'variants') with ordinality v (one, n) order by v.n
  )) with ordinality u (id, n) join campaign g on g.id = u.id order by u.n) as refs, b.send_at as at, b.plan
from broadcast b
where b.state = 'waiting' and (b.campaign_id <> $1 or b.series_id is not null) and b.send_at < $2 order by b.send_at, b.id limit $3`;
