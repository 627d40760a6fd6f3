import { Segment } from '../../entities/segment.ts';
import type { Tx } from '../transaction.ts';
import { compileRule } from './compile-rule.ts';
import type { Compiled } from './compiled.ts';
import { inlineSegments, storedRule } from './inline-segments.ts';
import { partsOf, type Rule } from './rule.ts';

/**
 * `select customer_id …`: everybody in a segment (by its id, also a retired one) or of a rule, each once, for use as a
 * subquery. Its parameters are numbered from `first` on. Only who has joined counts, and nobody who is merged.
 */
export async function peopleOf(tx: Tx, what: string | Rule, first = 1): Promise<Compiled> {
  const rule = typeof what === 'string' ? await ruleOf(tx, what) : what;
  if (!rule) return { sql: LISTED.replace('$1', `$${first}`), values: [what] };
  const whole = await inlineSegments(tx, rule);
  const values: unknown[] = [];
  const parts = 'any' in whole ? whole.any : [whole];
  const each = parts.map((part) => {
    const alone = parts.length === 1 && !partsOf(part);
    const compiled = compileRule(part, { now: tx.now, zone: tx.shop.zone, first: first + values.length, alone });
    values.push(...compiled.values);
    return compiled.sql;
  });
  // Rows that are counted for each customer again and again are counted once where the "or" is a union.
  const counted = each.some((sql) => sql.includes('exists ('));
  const sql = counted ? each.map((one) => PEOPLE + one).join('\nunion ') : `${PEOPLE}(${each.join(' or ')})`;
  return { sql, values };
}

/** Who of some customers is in the segment or fits the rule now; looks at nobody else. */
export async function peopleAmong(tx: Tx, what: string | Rule, customerIds: string[]): Promise<Set<string>> {
  if (customerIds.length === 0) return new Set();
  const rule = typeof what === 'string' ? await ruleOf(tx, what) : what;
  const when = { now: tx.now, zone: tx.shop.zone, first: 2, few: true };
  const { sql, values } = rule
    ? compileRule(await inlineSegments(tx, rule), when)
    : { sql: 'exists (select from list_people x where x.segment_id = $2 and x.customer_id = c.id)', values: [what] };
  const rows = await tx.db.query(`${PEOPLE}c.id = any($1::uuid[]) and ${sql}`, [customerIds, ...values]);
  return new Set(rows.map((row: { customer_id: string }) => row.customer_id));
}

const PEOPLE = `select c.id as customer_id from customer c left join customer_stats s on s.customer_id = c.id
  where c.joined_at is not null and c.merged_into is null and `;
const LISTED = `select c.id as customer_id from list_people x join customer c on c.id = x.customer_id
  where x.segment_id = $1::uuid and c.joined_at is not null and c.merged_into is null`;

async function ruleOf(tx: Tx, segmentId: string): Promise<Rule | undefined> {
  const { rule } = await tx.db.findOneByOrFail(Segment, { id: segmentId });
  return rule ? storedRule(rule) : undefined;
}
