import type { Trigger } from '../../entities/trigger.ts';
import { marketingRules } from '../broadcasts/marketing-rules.ts';
import { worstOf } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { maskName } from '../lib/plain-text.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { isByHabits } from './by-habits.ts';
import { civilDays } from './civil-days.ts';
import { holdoutOf } from './holdout-of.ts';
import { inSegment } from './in-segment.ts';
import { byCalendar } from './kinds/index.ts';
import { type Occurrence, occurrencesOf } from './occurrences.ts';
import { openEars, openRoom } from './past-room.ts';
import { readPieces } from './read-pieces.ts';
import type { Rule } from './rule.ts';
import { reachesOut } from './why-not.ts';

const DAY = 86_400_000;
const SAMPLES = 5;

/** What a trigger would have done, had it been on. */
export interface Tried {
  days: number;
  /** How often somebody would have got it. */
  given: number;
  /** The most that the coupons could have cost, in minor units; null when nothing bounds it. */
  worstMinor: number | null;
  notGiven: { reason: string; count: number }[];
  /** The latest who would have got it. */
  samples: { customer: string; occurrence: string; at: Date }[];
}

/** Everything that a trigger would have answered in the last days, a piece at a time, by the statement it lives by. */
export async function* pastOccurrences(
  tx: Tx,
  { rule, segmentId, endsAt }: Pick<Trigger, 'rule' | 'segmentId' | 'endsAt'>,
  days: number,
): AsyncGenerator<Occurrence[]> {
  const since = new Date(tx.now.getTime() - days * DAY);
  const until = endsAt && endsAt < tx.now ? endsAt : tx.now;
  const [{ clock }] = await tx.db.query('select now() as clock');
  const { when, delayMinutes } = rule as Rule;
  const look = {
    since,
    until,
    // What happened since was recorded since, by the slower of the two clocks.
    scope: { recorded: new Date(Math.min(tx.now.getTime(), clock.getTime()) - days * DAY) },
    zone: tx.shop.zone,
    days: byCalendar.has(when.kind) ? await civilDays(tx, since, until) : [],
    delayMinutes,
  };
  const { sql, values } = occurrencesOf(rule as Rule, look);
  // In the order of time, for what is used up is used up by who came first.
  const inTime = `select * from (${sql}) past order by at, occurrence`;
  for await (const piece of readPieces<Occurrence>(tx, inTime, values)) yield inSegment(tx, segmentId, piece);
}

/**
 * Looks back: who would have got what in the last days, and what that could have cost. It writes nothing. People, stock and
 * the campaign's budget are taken as they are now; what people have heard is what they had heard then.
 */
export async function tryTrigger(tx: Tx, by: Actor, trigger: Trigger, days: number): Promise<Tried> {
  authorise(by, 'publish');
  const rule = trigger.rule as Rule;
  const claimable = trigger.campaignId ? await findClaimable(tx.db, trigger.campaignId) : undefined;
  const worst = claimable ? worstOf(claimable.terms) : 0;
  const holdout = (await holdoutOf(tx, trigger)) ?? (await marketingRules(tx)).holdoutPercent;
  const asked = rule.class === 'marketing' && reachesOut(trigger, rule);
  const ears = asked ? await openEars(tx, trigger.id, new Date(tx.now.getTime() - days * DAY)) : undefined;
  const room = openRoom(claimable, trigger.budgetMinor);
  const reasons = new Map<string, number>();
  const all: { id: string; occurrence: string; at: Date }[] = [];
  let given = 0;
  for await (const piece of pastOccurrences(tx, trigger, days)) {
    const why = asked
      ? await whyNotOf(tx, piece, { triggerId: trigger.id, holdout, byHabits: isByHabits(rule) })
      : new Map<string, string>();
    await ears?.learn(piece.map(({ customerId }) => customerId));
    for (const { customerId, occurrence, at } of piece) {
      const due = new Date(at.getTime() + rule.delayMinutes * 60_000);
      const no = why.get(customerId);
      const when = no ? undefined : ears ? ears.when(customerId, due) : due;
      const reason = no ?? (when ? room.take(customerId, when) : 'capped');
      if (reason) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      else {
        given++;
        ears?.tell(customerId, when!);
        keepLatest(all, { id: customerId, occurrence, at });
      }
    }
  }
  return {
    days,
    given,
    worstMinor: worst === undefined ? null : given * worst,
    notGiven: [...reasons].map(([reason, count]) => ({ reason, count })),
    samples: await masked(tx, all),
  };
}

function keepLatest(all: { id: string; occurrence: string; at: Date }[], one: (typeof all)[number]): void {
  all.push(one);
  all.sort((a, b) => b.at.getTime() - a.at.getTime());
  all.splice(SAMPLES);
}

async function masked(tx: Tx, all: { id: string; occurrence: string; at: Date }[]): Promise<Tried['samples']> {
  const people: { id: string; name: string | null }[] = await tx.db.query(
    'select id, name from customer where id = any($1::uuid[])',
    [all.map(({ id }) => id)],
  );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return all.map(({ id, occurrence, at }) => ({ customer: maskName(names.get(id) ?? null), occurrence, at }));
}

/** Who of a piece would not be told, and why. */
async function whyNotOf(
  tx: Tx,
  piece: Occurrence[],
  { triggerId, holdout, byHabits }: { triggerId: string; holdout: number; byHabits: boolean },
): Promise<Map<string, string>> {
  const rows: { id: string; reason: string | null }[] = await tx.db.query(
    `select c.id, case when not c.marketing then 'opted-out' when $4 and c.no_personal then 'not-personal'
       when not exists (select from identity i where i.customer_id = c.id and i.reachable) then 'unreachable'
       when $2::uuid is not null and held_out(c.id, $2, $3) then 'holdout' end as reason
     from customer c where c.id = any($1::uuid[])`,
    [[...new Set(piece.map(({ customerId }) => customerId))], triggerId || null, holdout, byHabits],
  );
  return new Map(rows.flatMap(({ id, reason }) => (reason ? [[id, reason]] : [])));
}
