import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { findSegment } from './find-segment.ts';
import { conditionsOf, MOST_NAMED, type Rule, ruleSchema } from './rule.ts';

/** A stored rule. */
export const storedRule = (json: unknown): Rule => ruleSchema.parse(json);

/**
 * Puts the rules of the segments that a rule names in their place; lists stay as they are. Refuses circles, and what
 * would be more than the database should be asked at once.
 */
export async function inlineSegments(tx: Tx, rule: Rule, inside: readonly string[] = []): Promise<Rule> {
  return inlined(tx, rule, inside, { left: MOST_NAMED });
}

async function inlined(tx: Tx, rule: Rule, inside: readonly string[], room: { left: number }): Promise<Rule> {
  const each = async (rules: Rule[]) => {
    const all: Rule[] = [];
    for (const one of rules) all.push(await inlined(tx, one, inside, room));
    return all;
  };
  if ('all' in rule) return { all: await each(rule.all) };
  if ('any' in rule) return { any: await each(rule.any) };
  if ('not' in rule) return { not: await inlined(tx, rule.not, inside, room) };
  if (rule.field !== 'segment') return counted(rule, room);
  const parts: Rule[] = [];
  for (const called of rule.in) {
    const { name, rule: own } = await findSegment(tx, called);
    if (inside.some((one) => one.toLowerCase() === name.toLowerCase()))
      throw new Refusal('segment-circle', { names: [...inside, name] });
    parts.push(
      own
        ? await inlined(tx, storedRule(own), [...inside, name], room)
        : counted({ field: 'segment', in: [name] }, room),
    );
  }
  return parts.length === 1 ? parts[0]! : { any: parts };
}

function counted(one: Rule, room: { left: number }): Rule {
  if (--room.left < 0) throw new Refusal('rule-too-much', { what: 'named', most: MOST_NAMED });
  return one;
}

/** Names of the segments and lists that a rule names itself. */
export function segmentsIn(rule: Rule): string[] {
  return conditionsOf(rule).flatMap((one) => (one.field === 'segment' ? one.in : []));
}
