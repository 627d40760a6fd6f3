import { Refusal } from '../refusal.ts';
import type { RefusalFacts } from '../words/index.ts';
import { EITHER, tokensOf } from './tokens.ts';
import { inQuotes, isPlain } from './writing.ts';

/**
 * Does what takes a rule that was written as a sentence. A no to a name in it says where that stands, when it stands there
 * once, and gives what may be meant as it can be written in its place.
 */
export async function pointingAtName<T>(sentence: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const named = error instanceof Refusal && (error.code === 'rule-name-unknown' || error.code === 'segment-unknown');
    if (!named) throw error;
    const [facts] = error.facts as RefusalFacts<'rule-name-unknown' | 'segment-unknown'>;
    const place = placeOf(sentence, facts.name);
    if (!place) throw error;
    const near = facts.near && !isPlain(facts.near) ? inQuotes(facts.near, '"', '"') : facts.near;
    throw new Refusal(error.code, { ...facts, ...place, near } as never);
  }
}

function placeOf(sentence: string, name: string): { from: number; to: number } | undefined {
  const places = tokensOf(sentence).flatMap(({ kind, text, from, to }) => {
    if (kind === 'quoted') return text.trim() === name ? [{ from, to }] : [];
    if (kind !== 'word' || !text.split(EITHER).includes(name)) return [];
    const start = from + text.indexOf(name);
    return [{ from: start, to: start + name.length }];
  });
  return places.length === 1 ? places[0] : undefined;
}
