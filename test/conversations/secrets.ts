import { readCode } from '../../src/lib/codes.ts';

/** What is different each time a story is told, by the names under which it stands in the file. */
export interface Secrets {
  /** A text of the shop with each secret replaced by its name: `{code}`, the second `{code2}`. */
  hide(text: string): string;
  /** A line of a person with each name replaced by what it stands for; `{code:lower}` is how it may be typed. */
  fill(text: string): string;
}

const KINDS: [name: string, shape: RegExp][] = [
  ['code', /\b((?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z])\b/g],
  ['invite', /\/join ([0-9A-HJKMNP-TV-Z]{10})\b/g],
  ['link', /\/link ([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\b/g],
  ['ref', /\/chat\?ref=(\w+)/g],
  ['number', /[:：] ?((?=[A-F]*\d)[0-9A-F]{8})(?= \[|$)/gm],
  ['ticket', /(?:Ticket|案件|工单) ([0-9A-HJKMNP-TV-Z]{6})(?![0-9A-Za-z])/g],
  ['idea', /(?:Idea|點子|点子) ([0-9A-HJKMNP-TV-Z]{6})(?![0-9A-Za-z])/g],
  ['token', /(?<![\w-])([\w-]{36})(?![\w-])/g],
];
// Stands in a sentence, as a sample of a code.
const SAMPLE = '8F2K-7QXA-M3ZD-P';

const WAYS: Record<string, (text: string) => string> = {
  lower: (text) => text.toLowerCase(),
  plain: (text) => text.replaceAll('-', ''),
  spaced: (text) => text.replaceAll('-', ' '),
  lookalike: (text) => text.replaceAll('0', 'o').replaceAll('1', 'l'),
  // One symbol is another than it should be.
  typo: (text) => (text[0] === '7' ? '8' : '7') + text.slice(1),
};

/** Secrets of one telling; `nobodys` makes a code that fits and is nobody's. */
export function openSecrets(nobodys: () => string): Secrets {
  const names = new Map<string, string>();
  const values = new Map<string, string>();
  const name = (kind: string, value: string) => {
    if (names.has(value) || value === SAMPLE || (kind === 'code' && 'wrong' in readCode(value))) return;
    const taken = [...values.keys()].filter((one) => one.replace(/\d+$/, '') === kind).length;
    const own = taken === 0 ? kind : `${kind}${taken + 1}`;
    names.set(value, own);
    values.set(own, value);
  };
  return {
    hide(text) {
      for (const [kind, shape] of KINDS) for (const found of text.matchAll(shape)) name(kind, found[1]!);
      let hidden = text;
      for (const [value, own] of names) hidden = hidden.replaceAll(value, `{${own}}`);
      return hidden;
    },
    fill: (text) =>
      text.replace(/\{(\w+)(?::(\w+))?\}/g, (all, own: string, way?: string) => {
        const value = own === 'nobodys' ? nobodys() : values.get(own);
        if (value === undefined) throw new Error(`Nobody has said ${all} yet`);
        return way ? WAYS[way]!(value) : value;
      }),
  };
}
