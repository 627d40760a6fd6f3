/** What a visit can get. */
export const STARS = [1, 2, 3, 4, 5] as const;

/** Up to so many stars somebody is told at once, and a ticket is opened. */
export const LOW = 2;

/** Up to so many stars people are asked what was not good. */
export const FAIR = 3;

/** Reads `5`, `５`, `5 ★`, `★★★★★`, `五`; undefined when that is no number of stars. */
export function readStars(text: string): number | undefined {
  const said = text.normalize('NFKC').replace(/\s|\ufe0f/g, '');
  if (/^[★⭐]{1,5}$/u.test(said)) return [...said].length;
  const digit = /^([1-5])(?:[★⭐星]|stars?)?$/iu.exec(said)?.[1];
  if (digit) return Number(digit);
  const han = '一二三四五'.indexOf(said.replace(/[星顆颗]+$/u, ''));
  return said.length > 0 && han >= 0 ? han + 1 : undefined;
}

/** `★★☆☆☆`. */
export function drawn(stars: number): string {
  return '★'.repeat(stars) + '☆'.repeat(5 - stars);
}
