const BLANK = /\{([^{}|]*)(?:\|([^{}]*))?\}/g;
const KNOWN = ['name', 'brand', 'coupon', 'points'] as const;

/** What a text may name; a person without a name is called what the text says behind the bar: `{name|friend}`. */
export interface Blanks {
  name: string | null;
  brand: string;
  coupon?: string | undefined;
  points?: string | undefined;
}

/** The blanks that a text can have, as a marketer writes them. */
export const blanksKnown = ['{name|…}', '{brand}', '{coupon|…}', '{points|…}'];

/** The first blank of a text that cannot be filled, or a brace that is open; undefined when all is well. */
export function unfillable(text: string): string | undefined {
  for (const [whole, name, otherwise] of text.matchAll(BLANK)) {
    if (!KNOWN.some((known) => known === name) || (name !== 'brand' && !otherwise?.trim())) return whole;
  }
  return /[{}]/.exec(text.replace(BLANK, ''))?.[0];
}

/** What is wrong with the blanks of a text: one that nothing fills, or a name without a word for those who have none. */
export function blankProblem(text: string): string | undefined {
  for (const [whole, name, otherwise] of text.matchAll(BLANK)) {
    if (!KNOWN.some((known) => known === name)) return `${whole} is none of {${KNOWN.join('}, {')}}`;
    if (name !== 'brand' && !otherwise?.trim()) return `${whole} needs a word for when there is none: {${name}|…}`;
  }
  return /[{}]/.test(text.replace(BLANK, '')) ? 'a brace is open' : undefined;
}

/** Fills a text whose blanks have no problem. */
export function fillBlanks(text: string, facts: Blanks): string {
  return text.replace(BLANK, (_, name: (typeof KNOWN)[number], otherwise = '') => facts[name] || otherwise);
}
