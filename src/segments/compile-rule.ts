import { compileAmount } from './compile-amount.ts';
import { compileAge, compileBirthday, compileOneOf } from './compile-one-of.ts';
import type { Compiled, Compiling, When } from './compiled.ts';
import { type Age, type Amount, type Birthday, type OneOf, partsOf, type Rule } from './rule.ts';

/**
 * A rule as a boolean expression over the aliases `c` (customer) and `s` (its customer_stats, left joined); null counts
 * as no. Segments that are rules themselves are put in before, by `inlineSegments`: what is left of them are lists.
 */
export function compileRule(rule: Rule, { first, ...when }: When): Compiled {
  const values: unknown[] = [];
  const put = (value: unknown, type: string) => `$${first - 1 + values.push(value)}::${type}`;
  return { sql: compile(rule, false, { ...when, put }), values };
}

/** "Not" is carried down to the conditions, where it can be said without hiding an index. */
function compile(rule: Rule, not: boolean, at: Compiling): string {
  if ('not' in rule) return compile(rule.not, !not, at);
  const parts = partsOf(rule);
  if (parts) {
    const word = 'all' in rule !== not ? ' and ' : ' or ';
    return `(${parts.map((part) => compile(part, not, at)).join(word)})`;
  }
  return condition(rule as Exclude<Rule, { all: Rule[] } | { any: Rule[] } | { not: Rule }>, not, at);
}

const ages = new Set(['last-visit', 'first-visit', 'joined']);

function condition(one: Amount | Age | OneOf | Birthday, not: boolean, at: Compiling): string {
  if ('in' in one) return compileOneOf(one, not, at);
  if (one.field === 'birthday') return compileBirthday(one, not, at);
  return ages.has(one.field) ? compileAge(one as Age, not, at) : compileAmount(one as Amount, not, at);
}
