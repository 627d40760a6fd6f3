import type { Condition, OneOf } from './rule.ts';
import { A_TIME, EITHER, tokensOf } from './tokens.ts';

/** How one language writes rules. */
export interface Writing {
  condition(one: Condition): string;
  /** One of some, turned: `tier is not gold`. */
  isNot(one: OneOf): string;
  not(text: string): string;
  join(texts: string[], word: 'and' | 'or'): string;
  bracketed(text: string): string;
}

/** True when a name can stand without quotes, and is read as itself. */
export function isPlain(name: string): boolean {
  const [first, second] = tokensOf(name);
  const word = first?.kind === 'word' && first.text === name && !first.means && second?.kind === 'end';
  return word && !name.includes(EITHER) && !A_TIME.test(name);
}

/** In quotes; a closing one inside is written twice. */
export function inQuotes(name: string, open: string, close: string): string {
  const escaped = close === '"' ? name.replace(/["＂]/g, '$&$&') : name.replaceAll(close, close + close);
  return open + escaped + close;
}
