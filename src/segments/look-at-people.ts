import type { Segment } from '../../entities/segment.ts';
import { maskName } from '../lib/plain-text.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type Because, becauseOf } from './because.ts';
import { type Doubt, doubtsOf } from './doubts.ts';
import { inlineSegments, storedRule } from './inline-segments.ts';
import type { Rule } from './rule.ts';
import { peopleOf } from './segment-people.ts';
import { settleNames } from './settle-names.ts';

const SAMPLES = 5;

/** Who is meant: how many, some of them with why, and what in the rule may be mistyped. */
export interface Look {
  count: number;
  samples: { masked: string; because: Because[] }[];
  doubts: Doubt[];
}

/** Looks at a rule that is kept nowhere; gives it as it would be kept. */
export async function tryRule(tx: Tx, by: Actor, given: Rule): Promise<{ rule: Rule; look: Look }> {
  authorise(by, 'publish');
  const rule = await settleNames(tx, given);
  return { rule, look: await lookAtRule(tx, rule) };
}

async function lookAtRule(tx: Tx, rule: Rule): Promise<Look> {
  const whole = await inlineSegments(tx, rule);
  const { count, people } = await some(tx, rule);
  const because = await becauseOf(
    tx,
    whole,
    people.map(({ id }) => id),
  );
  const samples = people.map(({ id, name }) => ({ masked: maskName(name), because: because.get(id) ?? [] }));
  return { count, samples, doubts: await doubtsOf(tx, rule) };
}

/** Looks at a segment; of a list there is no why. */
export async function lookAtSegment(tx: Tx, by: Actor, segment: Segment): Promise<Look> {
  authorise(by, 'publish');
  if (segment.rule) return lookAtRule(tx, storedRule(segment.rule));
  const { count, people } = await some(tx, segment.id);
  return { count, samples: people.map(({ name }) => ({ masked: maskName(name), because: [] })), doubts: [] };
}

/** All are counted; a few are picked by a hash, which is as good as by chance and the same each time. */
async function some(tx: Tx, what: string | Rule) {
  const { sql, values } = await peopleOf(tx, what);
  const [row] = await tx.db.query(
    `with p as materialized (${sql})
     select (select count(*)::int from p) as count,
       array(select customer_id from p order by md5(customer_id::text) limit ${SAMPLES}) as ids`,
    values,
  );
  const people: { id: string; name: string | null }[] = await tx.db.query(
    'select id, name from customer where id = any($1::uuid[]) order by name, id',
    [row.ids],
  );
  return { count: row.count as number, people };
}
