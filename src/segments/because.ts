import { behaviourSql } from '../customers/behaviour.ts';
import { valueSql } from '../customers/value.ts';
import type { Tx } from '../transaction.ts';
import { anyCase, sourceOf } from './amounts.ts';
import { compileRule } from './compile-rule.ts';
import type { Compiling } from './compiled.ts';
import { type Amount, type Condition, conditionsOf, partsOf, type Rule } from './rule.ts';

/** A condition by which somebody is in, and what is so with them: a figure, an instant, a name, names. */
export interface Because {
  condition: Condition;
  not: boolean;
  is: unknown;
  /** When they last came; of visits only. */
  lastAt?: Date | null;
}

interface Held {
  fits: boolean;
  is: unknown;
}

/**
 * Why each of some customers is in a rule: every condition of an "and", the first that fits of an "or". Segments that
 * are rules have been put in before, so that their own conditions are told.
 */
export async function becauseOf(tx: Tx, rule: Rule, customerIds: string[]): Promise<Map<string, Because[]>> {
  const conditions = conditionsOf(rule);
  const values: unknown[] = [customerIds];
  const put = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const at: Compiling = { now: tx.now, zone: tx.shop.zone, few: true, put };
  const columns = conditions.map((one, n) => {
    const fits = compileRule(one, { now: tx.now, zone: tx.shop.zone, first: values.length + 1, few: true });
    values.push(...fits.values);
    return `(${fits.sql}) is true as fits_${n}, ${figure(one, at)} as is_${n}`;
  });
  const rows: (Record<string, unknown> & { id: string; last_at: Date | null })[] = await tx.db.query(
    `select c.id, s.last_at, ${columns.join(', ')}
     from customer c left join customer_stats s on s.customer_id = c.id where c.id = any($1::uuid[])`,
    values,
  );
  return new Map(
    rows.map((row) => {
      const held = new Map(
        conditions.map((one, n): [Condition, Held] => [one, { fits: row[`fits_${n}`] as boolean, is: row[`is_${n}`] }]),
      );
      const why = explain(rule, false, held);
      return [row.id, why.map((one) => (one.condition.field === 'visits' ? { ...one, lastAt: row.last_at } : one))];
    }),
  );
}

function fits(rule: Rule, not: boolean, held: Map<Condition, Held>): boolean {
  if ('not' in rule) return fits(rule.not, !not, held);
  const parts = partsOf(rule);
  if (!parts) return held.get(rule as Condition)!.fits !== not;
  return 'all' in rule !== not ? parts.every((one) => fits(one, not, held)) : parts.some((one) => fits(one, not, held));
}

function explain(rule: Rule, not: boolean, held: Map<Condition, Held>): Because[] {
  if ('not' in rule) return explain(rule.not, !not, held);
  const parts = partsOf(rule);
  if (!parts) return [{ condition: rule as Condition, not, is: held.get(rule as Condition)!.is }];
  if ('all' in rule !== not) return parts.flatMap((one) => explain(one, not, held));
  const first = parts.find((one) => fits(one, not, held));
  return first ? explain(first, not, held) : [];
}

/** What is so with a customer `c`, as far as the condition asks for it. */
function figure(one: Condition, at: Compiling): string {
  switch (one.field) {
    case 'last-visit':
      return 's.last_at';
    case 'first-visit':
      return 's.first_at';
    case 'joined':
      return 'c.joined_at';
    case 'birthday':
      return 'c.birth_mmdd';
    case 'language':
      return 'c.language';
    case 'value':
      return `case when ${valueSql('s', 'high')} then 'high' when ${valueSql('s', 'mid')} then 'mid' else 'low' end`;
    case 'behaviour':
      return behaviourSql('s', at.put(at.now, 'timestamptz'));
    case 'tier':
      return 'coalesce((select t.names from tier t where t.name = s.tier), to_jsonb(s.tier))';
    case 'store':
    case 'city':
      return `(select t.${one.field === 'store' ? 'name' : 'city'} from store t where t.id = s.store_id)`;
    case 'tag':
      return `array(select x.tag from customer_tag x where x.customer_id = c.id and lower(x.tag) in (${anyCase(at, one.in)}) order by 1)`;
    case 'channel':
      return `array(select distinct x.channel from identity x where x.customer_id = c.id and x.reachable and x.channel in (${anyCase(at, one.in)}) order by 1)`;
    case 'segment':
      return `array(select g.name from list_people x join segment g on g.id = x.segment_id and g.retired_at is null
        where x.customer_id = c.id and lower(g.name) in (${anyCase(at, one.in)}) order by 1)`;
    default:
      return amount(one, at);
  }
}

function amount(one: Amount, at: Compiling): string {
  const source = sourceOf(one, at);
  const n = 'column' in source ? source.column : `(select x.n from (${source.rows}) x where x.customer_id = c.id)`;
  return `(${source.missing === 0 ? `coalesce(${n}, 0)` : n})::float8`;
}
