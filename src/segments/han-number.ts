const DIGITS: Record<string, number> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 兩: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
};
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 };
const LARGE: Record<string, number> = { 萬: 10_000, 万: 10_000, 億: 100_000_000, 亿: 100_000_000 };

/** A number in Chinese characters: 十二, 兩百五十, 三萬. */
export const HAN_NUMBER = /^[零〇一二兩两三四五六七八九十百千萬万億亿]+/;

/** What follows digits and makes them more: 3 千, 1.5 萬. */
export const HAN_LARGE = /^\s*[百千萬万億亿](?!分)/;

/** Its value; undefined of what is no number, such as 百千 or 萬一. */
export function hanNumber(text: string): number | undefined {
  let whole = 0;
  let part = 0;
  let digit: number | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  let large = Number.POSITIVE_INFINITY;
  let zero = false;
  for (const [at, c] of [...text].entries()) {
    const place = PLACES[c];
    if (c in DIGITS) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = DIGITS[c]!;
      zero ||= digit === 0;
    } else if (place) {
      // Only ten does without a digit before it, and only where nothing else stands: 十二, not 百十.
      if ((digit === undefined && (place !== 10 || at > 0)) || digit === 0 || place >= smallest) return undefined;
      part += (digit ?? 1) * place;
      [digit, smallest, zero] = [undefined, place, false];
    } else {
      const times = LARGE[c]!;
      if (times >= large || (part === 0 && !digit)) return undefined;
      whole += (part + (digit ?? 0)) * times;
      [part, digit, smallest, large, zero] = [0, undefined, Number.POSITIVE_INFINITY, times, false];
    }
  }
  // 兩百五 is 250 to those who speak and 205 to those who count: nobody shall get the other.
  const last = smallest < Number.POSITIVE_INFINITY ? smallest : large;
  if (digit && !zero && last > 10 && last < Number.POSITIVE_INFINITY) return undefined;
  return whole + part + (digit ?? 0);
}

/** How much more digits are that such a character follows. */
export const timesOf = (c: string): number => PLACES[c] ?? LARGE[c]!;
