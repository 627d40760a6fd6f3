import { type Meaning, meanings, UNITS } from './vocabulary.ts';

/** A word of Chinese text, with what it means where we know it. */
export interface HanWord {
  text: string;
  means?: Meaning;
}

const LONGEST = 6;
const JOINS: ReadonlySet<Meaning> = new Set(['and', 'or', 'at']);
const SAYS: ReadonlySet<Meaning> = new Set(['is', 'is-not', 'in', 'not-in']);
const COMPARES: ReadonlySet<Meaning> = new Set(['>=', '<=', '>', '<', '=', '!=']);

/**
 * Cuts Chinese characters that were written without spaces. What holds only words of ours is cut into them; else names
 * keep all they can: `生日蛋糕` is one name, though 生日 is a word. Around a name only these are cut off: what joins
 * conditions, "no", a field that is followed by "is", and a comparison.
 */
export function cutHan(run: string, afterNumber: boolean): HanWord[] {
  const whole = known(run, afterNumber);
  if (whole) return whole;
  const before: HanWord[] = [];
  let rest = run;
  for (;;) {
    const word = leading(rest, afterNumber && before.length === 0);
    if (!word) break;
    before.push(...word);
    rest = rest.slice(word.reduce((length, { text }) => length + text.length, 0));
  }
  const placed = before.at(-1)?.means === 'at';
  for (let from = 1; from < rest.length; from++) {
    const after = known(rest.slice(from), false);
    const first = after?.[0]?.means;
    if (first && (JOINS.has(first) || COMPARES.has(first) || SAYS.has(first) || placed))
      return [...before, { text: rest.slice(0, from) }, ...after];
  }
  return rest ? [...before, { text: rest }] : before;
}

/** All of it as words that we know, the longest first; undefined when something is left. */
function known(text: string, afterNumber: boolean): HanWord[] | undefined {
  if (text === '') return [];
  for (let length = Math.min(LONGEST, text.length); length > 0; length--) {
    const word = text.slice(0, length);
    const means = meanings.get(word);
    if (!means || (UNITS.has(means) && !afterNumber)) continue;
    const rest = known(text.slice(length), false);
    if (rest) return [{ text: word, means }, ...rest];
  }
  return undefined;
}

/** Words at the beginning that stand before a name: a unit after a number, what joins, "no", a field with "is". */
function leading(text: string, afterNumber: boolean): HanWord[] | undefined {
  for (let length = Math.min(LONGEST, text.length - 1); length > 0; length--) {
    const word = text.slice(0, length);
    const means = meanings.get(word);
    if (!means) continue;
    if (UNITS.has(means)) {
      if (afterNumber) return [{ text: word, means }];
    } else if (JOINS.has(means) || SAYS.has(means) || (means === 'no' && length > 1)) return [{ text: word, means }];
    else if (length > 1) {
      const says = leading(text.slice(length), false);
      if (says && SAYS.has(says[0]!.means!)) return [{ text: word, means }, ...says];
    }
  }
  return undefined;
}
