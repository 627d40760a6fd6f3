import { cutHan } from './cut-han.ts';
import { HAN_LARGE, timesOf } from './han-number.ts';
import { type Meaning, meanings } from './vocabulary.ts';

/** A word of a rule as it was written, with its place. */
export interface Token {
  kind: 'word' | 'quoted' | 'number' | 'op' | 'open' | 'close' | 'comma' | 'bar' | 'unclosed' | 'end';
  /** As written; of what is quoted what stands inside. */
  text: string;
  means?: Meaning;
  /** Of a number its digits, where it was written otherwise. */
  digits?: string;
  /** Its place among the words, from 1; brackets and commas are none. */
  nth: number;
  /** Where it stands in the rule as it was sent, in UTF-16 units. */
  from: number;
  to: number;
}

const closing: Record<string, string> = {
  ...{ '"': '"＂', '＂': '"＂', '“': '”', '「': '」', '『': '』', '«': '»', '《': '》' },
};
const symbols: Record<string, Token['kind']> = {
  '(': 'open',
  ')': 'close',
  ',': 'comma',
  '、': 'comma',
  '|': 'bar',
};
const operators: Record<string, Meaning> = {
  '>=': '>=',
  '=>': '>=',
  '≥': '>=',
  '<=': '<=',
  '=<': '<=',
  '≤': '<=',
  '!=': '!=',
  '<>': '!=',
  '≠': '!=',
  '==': '=',
  '>': '>',
  '<': '<',
  '=': '=',
};
/** What stands between two names of one word. */
export const EITHER = '或';
/** In what is taken for a name a time was meant: 半年內消費. A name that is called so stands in quotes. */
export const A_TIME = /[天日週周月年](?:[內内]|以[內内])/;
const HAN = /^[\p{Script=Han}々〇]+/u;
// Thousands may be set off by commas; what begins with digits and goes on with letters is a word.
const NUMBER = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\p{L}\p{N}]|[.,-]\d)/u;
const NUMBER_BEFORE_HAN = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?=[\p{Script=Han}])/u;
const MONEY_SIGN = /^[A-Z]{0,3}[$¥€£￥](?=\d)/;
const WORD = /^[^\s()|,、。"＂“”「」『』«»《》<>=≥≤≠!\p{Script=Han}々〇]+/u;

/** The words of a rule; full-width signs and digits count as their plain forms. The last one is the end. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let nth = 0;
  const lead = text.length - text.trimStart().length;
  // A sentence may end as sentences do.
  const source = text.trimStart().replace(/[.。．]\s*$/, '');
  let place = lead;
  /** `length` is what the word takes of the text, where that is more or less than itself. */
  const add = (kind: Token['kind'], written: string, means?: Meaning, digits?: string, length = written.length) => {
    const from = place;
    place += length;
    if (!['open', 'close', 'comma', 'bar', 'end'].includes(kind)) nth++;
    tokens.push({
      kind,
      text: written,
      nth: kind === 'end' ? nth + 1 : Math.max(1, nth),
      from,
      to: place,
      ...(means && { means }),
      ...(digits && { digits }),
    });
  };
  for (let rest = source; rest; rest = rest.trimStart()) {
    place = lead + source.length - rest.length;
    const quoted = quotedAt(rest);
    if (quoted) {
      add(quoted.closed ? 'quoted' : 'unclosed', quoted.text, undefined, undefined, quoted.length);
      rest = rest.slice(quoted.length);
      continue;
    }
    const narrow = narrowed(rest).replace(MONEY_SIGN, '');
    rest = rest.slice(rest.length - narrow.length);
    place = lead + source.length - rest.length;
    const kind = symbols[narrow[0]!];
    const operator = operators[narrow.slice(0, 2)] ? narrow.slice(0, 2) : operators[narrow[0]!] ? narrow[0]! : '';
    const number = (NUMBER.exec(narrow) ?? NUMBER_BEFORE_HAN.exec(narrow))?.[0];
    const han = HAN.exec(narrow)?.[0];
    let length = 1;
    if (kind) add(kind, rest[0]!);
    else if (operator) {
      length = operator.length;
      add('op', operator, operators[operator]);
    } else if (number) {
      length = number.length;
      let value = Number(number.replaceAll(',', ''));
      for (let large = HAN_LARGE.exec(narrow.slice(length)); large; large = HAN_LARGE.exec(narrow.slice(length))) {
        value *= timesOf(large[0].trim());
        length += large[0].length;
      }
      add('number', narrow.slice(0, length), undefined, length > number.length ? String(value) : undefined);
    } else if (han) {
      length = han.length;
      const before = tokens.at(-1);
      for (const { text: part, means, digits } of cutHan(han, before?.kind === 'number', before?.means))
        add(digits ? 'number' : 'word', part, means, digits);
    } else {
      const word = WORD.exec(narrow)?.[0] ?? String.fromCodePoint(rest.codePointAt(0)!);
      length = word.length;
      add('word', rest.slice(0, length), meanings.get(word.toLowerCase()));
    }
    rest = rest.slice(length);
  }
  place = lead + source.length;
  add('end', '');
  return phrased(tokens);
}

/** Full-width forms of ASCII, one letter for one, so that places stay. */
function narrowed(text: string): string {
  return text.replace(/[！-～　]/g, (c) => (c === '　' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)));
}

/** A closing quote that is written twice stands for itself. */
function quotedAt(text: string): { text: string; closed: boolean; length: number } | undefined {
  const close = closing[text[0]!];
  if (!close) return undefined;
  let inside = '';
  for (let at = 1; at < text.length; at++) {
    const ends = close.includes(text[at]!);
    if (ends && text[at + 1] !== text[at]) return { text: inside, closed: true, length: at + 1 };
    if (ends) at++;
    inside += text[at];
  }
  return { text: inside, closed: false, length: text.length };
}

const LONGEST_PHRASE = 3;

/** Puts neighbours together that mean something only together: `last visit`. */
function phrased(tokens: Token[]): Token[] {
  const all: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    let taken = 1;
    for (let length = LONGEST_PHRASE; length > 1; length--) {
      const part = tokens.slice(at, at + length);
      if (part.length < length || part.some(({ kind }) => kind !== 'word')) continue;
      const text = part.map((one) => one.text).join(' ');
      const means = meanings.get(text.toLowerCase());
      if (!means) continue;
      all.push({ ...part[0]!, to: part.at(-1)!.to, text, means });
      taken = length;
      break;
    }
    if (taken === 1) all.push(tokens[at]!);
    at += taken;
  }
  return all;
}
