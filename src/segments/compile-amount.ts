import { daysAgo, sourceOf } from './amounts.ts';
import type { Compiling } from './compiled.ts';
import type { Amount, Op } from './rule.ts';

const opposite: Record<Op, Op> = { '>=': '<', '<': '>=', '<=': '>', '>': '<=', '=': '!=', '!=': '=' };

/** True when nothing at all is an amount that fits. */
export function holdsAtZero(op: Op, value: number): boolean {
  if (op === '=') return value === 0;
  if (op === '!=') return value !== 0;
  return op === '<' ? value > 0 : op === '<=' ? value >= 0 : op === '>=' && value <= 0;
}

/** Every comparison with nothing is a no, so that "not" of it is a yes; elsewhere nothing is the amount 0. */
export function compileAmount(one: Amount, not: boolean, at: Compiling): string {
  const came = visited(one, at, not);
  if (came) return came;
  const source = sourceOf(one, at);
  const value = `${at.put(one.value, 'bigint')}`;
  if (source.missing === null) return compileNullable(source, `${one.op} ${value}`, not, at);
  const op = not ? opposite[one.op] : one.op;
  const zero = holdsAtZero(op, one.value);
  if ('column' in source) return `${zero ? `coalesce(${source.column}, 0)` : source.column} ${op} ${value}`;
  return zero
    ? `not ${exists(source.rows, `${opposite[op]} ${value}`, at)}`
    : exists(source.rows, `${op} ${value}`, at);
}

function compileNullable(source: ReturnType<typeof sourceOf>, fits: string, not: boolean, at: Compiling): string {
  if ('column' in source) return not ? `(${source.column} ${fits}) is not true` : `${source.column} ${fits}`;
  return `${not ? 'not ' : ''}${exists(source.rows, fits, at)}`;
}

// Of few customers, "offset 0" keeps the planner from counting for all: each one's id is carried into the grouping.
const exists = (rows: string, fits: string, { few }: Compiling) =>
  `exists (select from (${rows}) x where x.customer_id = c.id and x.n ${fits}${few ? ' offset 0' : ''})`;

/** "No visit in 21 days": whether there was any is known from the last one alone. */
function visited(one: Amount, at: Compiling, not: boolean): string | undefined {
  if (one.field !== 'visits' || !one.days || one.at) return undefined;
  const { op, value } = one;
  const none = (value === 0 && (op === '=' || op === '<=')) || (value === 1 && op === '<');
  const any = (value === 0 && (op === '>' || op === '!=')) || (value === 1 && op === '>=');
  if (!none && !any) return undefined;
  const since = `s.last_at > ${daysAgo(at, one.days)}`;
  if (none === not) return since;
  // Alone it is quicker to leave out the few who came than to join what everybody did.
  return at.alone
    ? `not exists (select from customer_stats s where s.customer_id = c.id and ${since})`
    : `(${since}) is not true`;
}
