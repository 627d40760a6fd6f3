import { Segment } from '../../entities/segment.ts';
import type { Tx } from '../transaction.ts';
import { compileRule } from './compile-rule.ts';
import type { Compiled } from './compiled.ts';
import { inlineSegments, storedRule } from './inline-segments.ts';
import type { Rule } from './rule.ts';

/**
 * `select customer_id …`: everybody in a segment (by its id, also a retired one) or of a rule, each once, for use as a
 * subquery. Its parameters are numbered from `first` on. Only who has joined counts, and nobody who is merged.
 */
export async function peopleOf(tx: Tx, what: string | Rule, first = 1): Promise<Compiled> {
  const when = { now: tx.now, zone: tx.shop.zone, first };
  const rule = typeof what === 'string' ? await ruleOf(tx, what) : what;
  if (!rule) {
    return {
      sql: `select c.id as customer_id from list_people x join customer c on c.id = x.customer_id
        where x.segment_id = $${first}::uuid and c.joined_at is not null and c.merged_into is null`,
      values: [what],
    };
  }
  const { sql, values } = compileRule(await inlineSegments(tx, rule), when);
  return { sql: PEOPLE + sql, values };
}

const PEOPLE = `select c.id as customer_id from customer c left join customer_stats s on s.customer_id = c.id
  where c.joined_at is not null and c.merged_into is null and `;

async function ruleOf(tx: Tx, segmentId: string): Promise<Rule | undefined> {
  const { rule } = await tx.db.findOneByOrFail(Segment, { id: segmentId });
  return rule ? storedRule(rule) : undefined;
}
