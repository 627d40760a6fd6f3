import { Refusal } from '../refusal.ts';
import { readCondition } from './read-condition.ts';
import { openReader, type Reader } from './reader.ts';
import { conditionsOf, DEEPEST, MOST_CONDITIONS, MOST_LETTERS, partsOf, type Rule, ruleSchema } from './rule.ts';
import { wordsOf } from './vocabulary.ts';

/**
 * Reads a rule as people write it, in English or Chinese of either script: `coffee >= 3 in 60 days and no visit in 21
 * days`, `60 天內咖啡 >= 3 且 21 天內沒有來訪`. "And" binds closer than "or"; a comma is an "and". Refuses with the
 * word at which it cannot go on. Amounts are in units of the currency.
 */
export function readRule(text: string, currency: string): Rule {
  if (text.length > MOST_LETTERS) throw new Refusal('rule-too-much', { what: 'letters', most: MOST_LETTERS });
  const reader = openReader(text, currency);
  const rule = either(reader, 0);
  if (reader.now().kind !== 'end') reader.fail('joiner', wordsOf('and', 'or', 'in'));
  if (conditionsOf(rule).length > MOST_CONDITIONS)
    throw new Refusal('rule-too-much', { what: 'conditions', most: MOST_CONDITIONS });
  if (depthOf(rule) > DEEPEST) tooDeep();
  return ruleSchema.parse(rule);
}

/** How many "and", "or" and "not" stand in one another. */
function depthOf(rule: Rule): number {
  const parts = partsOf(rule);
  return parts ? 1 + Math.max(...parts.map(depthOf)) : 0;
}

function tooDeep(): never {
  throw new Refusal('rule-too-much', { what: 'depth', most: DEEPEST });
}

function either(reader: Reader, depth: number): Rule {
  const parts = [every(reader, depth)];
  while (reader.when('or')) parts.push(every(reader, depth));
  return parts.length === 1 ? parts[0]! : { any: parts };
}

function every(reader: Reader, depth: number): Rule {
  const parts = [one(reader, depth)];
  while (joined(reader)) parts.push(one(reader, depth));
  return parts.length === 1 ? parts[0]! : { all: parts };
}

/** "And", a comma, or a comma before an "and": as people write. */
function joined(reader: Reader): boolean {
  const comma = reader.sign('comma');
  if (reader.when('and')) return true;
  return comma !== undefined && reader.now().means !== 'or';
}

function one(reader: Reader, depth: number): Rule {
  if (depth > 2 * DEEPEST) tooDeep();
  if (reader.when('not')) return { not: one(reader, depth + 1) };
  if (!reader.sign('open')) return readCondition(reader);
  const rule = either(reader, depth + 1);
  if (!reader.sign('close'))
    reader.fail(reader.now().kind === 'end' ? 'closing' : 'joiner', wordsOf('and', 'or', 'in'));
  return rule;
}
