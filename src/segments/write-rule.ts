import type { Condition, Rule } from './rule.ts';
import { chineseFor } from './write-chinese.ts';
import { english } from './write-english.ts';
import type { Writing } from './writing.ts';

/**
 * A rule as a sentence, the one way in which it is always written in that language; `readRule` reads it as the same rule
 * again. Of a language that has no grammar of its own in English. Amounts are in units of the currency.
 */
export function writeRule(rule: Rule, language: string, currency: string): string {
  const writing = language.startsWith('zh') ? chineseFor(language, currency) : english(currency);
  return write(rule, writing);
}

function write(rule: Rule, writing: Writing): string {
  if ('not' in rule) {
    const inner = rule.not;
    const turned = 'in' in inner ? writing.isNot(inner) : undefined;
    return turned ?? writing.not(write(inner, writing));
  }
  if ('all' in rule)
    return writing.join(
      rule.all.map((part) => within(part, writing)),
      'and',
    );
  if ('any' in rule)
    return writing.join(
      rule.any.map((part) => within(part, writing)),
      'or',
    );
  return writing.condition(rule as Condition);
}

/** In brackets also where "and" would bind closer anyway: nobody has to know that. */
function within(rule: Rule, writing: Writing): string {
  const text = write(rule, writing);
  return 'all' in rule || 'any' in rule ? writing.bracketed(text) : text;
}
