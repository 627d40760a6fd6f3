import type { Extra, Extras } from './read-extras.ts';
import type { Reader } from './reader.ts';
import type { Rule } from './rule.ts';

/** A condition as it is being read. */
export interface Reading {
  reader: Reader;
  extras: Extras;
  /** "No …" */
  no: boolean;
  /** Where its first word stands. */
  from: number;
}

/** Takes the condition, when nothing stands around it that it has no use for. "No" of what is no amount turns it. */
export function finish({ reader, extras, no }: Reading, rule: Rule, used: readonly Extra[]): Rule {
  const other = (Object.keys(extras) as (keyof Extras)[]).find((name) => name !== 'from' && !used.includes(name));
  if (other) reader.fail('joiner', [], extras.from);
  return no ? { not: rule } : rule;
}
