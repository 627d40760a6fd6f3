import { HAN_NUMBER, hanNumber } from './han-number.ts';
import { type Meaning, meanings, UNITS } from './vocabulary.ts';

/** A word of Chinese text, with what it means where we know it. */
export interface HanWord {
  text: string;
  means?: Meaning;
  /** Of a number its digits. */
  digits?: string;
}

const LONGEST = 6;
const JOINS: ReadonlySet<Meaning> = new Set(['and', 'or', 'at']);
const AND_OR: ReadonlySet<Meaning> = new Set(['and', 'or']);
const SAYS: ReadonlySet<Meaning> = new Set(['is', 'is-not', 'in', 'not-in']);
const COMPARES: ReadonlySet<Meaning> = new Set(['>=', '<=', '>', '<', '=', '!=']);
const WITHIN: ReadonlySet<Meaning> = new Set([
  'within-days',
  'within-weeks',
  'within-months',
  'within-years',
  'days-ago',
]);
const MORE: ReadonlySet<Meaning> = new Set(['or-more', 'or-less']);

/**
 * Cuts Chinese characters that were written without spaces. What holds only words of ours is cut into them; else names
 * keep all they can: `生日蛋糕` is one name, though 生日 is a word. Around a name only these are cut off: what joins
 * conditions, "no", a field that is followed by "is" or by what joins, and a comparison.
 */
export function cutHan(run: string, afterNumber: boolean, previous?: Meaning): HanWord[] {
  const whole = known(run, afterNumber, previous);
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
    const name = { text: rest.slice(0, from) };
    const after = known(rest.slice(from), false);
    const first = after?.[0];
    const cuts =
      first?.means && (JOINS.has(first.means) || COMPARES.has(first.means) || SAYS.has(first.means) || placed);
    if (first && (cuts || first.digits)) return [...before, name, ...after];
    const next = another(rest.slice(from));
    if (next) return [...before, name, next, ...cutHan(rest.slice(from + next.text.length), false)];
  }
  return rest ? [...before, { text: rest }] : before;
}

/** What joins, where another condition certainly begins after it: 台北且等級是…, 台北或三十天內…. */
function another(text: string): HanWord | undefined {
  for (let length = Math.min(LONGEST, text.length - 1); length > 0; length--) {
    const means = meanings.get(text.slice(0, length));
    if ((means === 'and' || means === 'or') && leading(text.slice(length), false))
      return { text: text.slice(0, length), means };
  }
  return undefined;
}

/** A number in characters, where it can be meant as one: 九份 is a town, 一番賞 no figure. */
function numbered(text: string, previous: Meaning | undefined): HanWord[] | undefined {
  const written = HAN_NUMBER.exec(text)?.[0] ?? '';
  const value = written ? hanNumber(written) : undefined;
  const after = value === undefined ? undefined : known(text.slice(written.length), true);
  if (!after) return undefined;
  const [unit, next] = [after[0]?.means, after[1]?.means];
  const month = unit === 'month' && (previous === 'at' || previous === 'birthday' || next === 'birthday');
  const more = [unit, next].some((means) => means && MORE.has(means));
  const counted = previous && (COMPARES.has(previous) || previous === 'last');
  if (!(counted || month || more || (unit && WITHIN.has(unit)))) return undefined;
  return [{ text: written, digits: String(value) }, ...after];
}

/** All of it as words that we know, the longest first; undefined when something is left. */
function known(text: string, afterNumber: boolean, previous?: Meaning): HanWord[] | undefined {
  if (text === '') return [];
  const number = numbered(text, previous);
  if (number) return number;
  for (let length = Math.min(LONGEST, text.length); length > 0; length--) {
    const word = text.slice(0, length);
    const means = meanings.get(word);
    if (!means || (UNITS.has(means) && !afterNumber)) continue;
    const rest = known(text.slice(length), false, means);
    if (rest) return [{ text: word, means }, ...rest];
  }
  return undefined;
}

/** Words at the beginning that stand before a name: a unit after a number, what joins, "no", a field with "is" or with what joins. */
function leading(text: string, afterNumber: boolean): HanWord[] | undefined {
  const timed = within(text, WITHIN);
  if (timed) return timed;
  for (let length = Math.min(LONGEST, text.length - 1); length > 0; length--) {
    const word = text.slice(0, length);
    const means = meanings.get(word);
    if (!means) continue;
    if (UNITS.has(means)) {
      if (afterNumber) return [{ text: word, means }];
    } else if (JOINS.has(means) || SAYS.has(means) || (means === 'no' && length > 1)) return [{ text: word, means }];
    else if (means === 'last') {
      const time = within(text.slice(length), UNITS);
      if (time) return [{ text: word, means }, ...time];
    } else if (length > 1) {
      const says = leading(text.slice(length), false);
      if (says && (SAYS.has(says[0]!.means!) || AND_OR.has(says[0]!.means!))) return [{ text: word, means }, ...says];
    }
  }
  return undefined;
}

/** A number in characters and one of these units: 六十天內. */
function within(text: string, units: ReadonlySet<Meaning>): HanWord[] | undefined {
  const written = HAN_NUMBER.exec(text)?.[0] ?? '';
  const value = written ? hanNumber(written) : undefined;
  for (let length = value === undefined ? 0 : LONGEST; length > 0; length--) {
    const word = text.slice(written.length, written.length + length);
    const means = meanings.get(word);
    if (means && units.has(means))
      return [
        { text: written, digits: String(value) },
        { text: word, means },
      ];
  }
  return undefined;
}
