import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { findSegment } from './find-segment.ts';
import { conditionsOf, type Rule, ruleSchema } from './rule.ts';

/** A stored rule. */
export const storedRule = (json: unknown): Rule => ruleSchema.parse(json);

/** Puts the rules of the segments that a rule names in their place; lists stay as they are. Refuses circles. */
export async function inlineSegments(tx: Tx, rule: Rule, inside: readonly string[] = []): Promise<Rule> {
  if ('all' in rule) return { all: await each(tx, rule.all, inside) };
  if ('any' in rule) return { any: await each(tx, rule.any, inside) };
  if ('not' in rule) return { not: await inlineSegments(tx, rule.not, inside) };
  if (rule.field !== 'segment') return rule;
  const parts: Rule[] = [];
  for (const called of rule.in) {
    const { name, rule: own } = await findSegment(tx, called);
    if (inside.some((one) => one.toLowerCase() === name.toLowerCase()))
      throw new Refusal('segment-circle', { names: [...inside, name] });
    parts.push(own ? await inlineSegments(tx, storedRule(own), [...inside, name]) : { field: 'segment', in: [name] });
  }
  return parts.length === 1 ? parts[0]! : { any: parts };
}

async function each(tx: Tx, rules: Rule[], inside: readonly string[]): Promise<Rule[]> {
  const all: Rule[] = [];
  for (const one of rules) all.push(await inlineSegments(tx, one, inside));
  return all;
}

/** Names of the segments and lists that a rule names itself. */
export function segmentsIn(rule: Rule): string[] {
  return conditionsOf(rule).flatMap((one) => (one.field === 'segment' ? one.in : []));
}
