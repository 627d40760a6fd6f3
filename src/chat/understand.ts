import { readCode } from '../lib/codes.ts';

/** A line read as a command's name and the rest; `unknown` when it is neither command, word nor code. */
export interface Understood {
  name: string;
  args: string;
}

// Whose answers are any words: names, reasons. Whatever else was asked, a word that means a command is one.
const FREE_TEXT =
  /^\/(new|campaigns|ideas|segment|undo|tickets|tiers|tag|name|customer|broadcast \S+ (text|to|repeat))\b/;
// Who may leave it at that: a line that is a command's word and nothing else is that command.
const MAY_ANSWER = /^\/(rate|ask|survey|idea)\b/;
const QR_LINK = /\/q\/([A-Za-z0-9_-]{36})\b/;

/**
 * Reads a line: a command (`/claim X`), an answer to what was asked, the link of a coupon's QR, a word of one of our
 * languages (`核銷 CODE 158`), or a bare code with or without an amount.
 */
export function understand(line: string, asked: string | null, words: ReadonlyMap<string, string>): Understood {
  const text = line.trim();
  const slash = /^[/／]([\p{L}\p{N}_-]+)(?:@\S+)?\s*([\s\S]*)$/u.exec(text);
  if (slash) return { name: slash[1]!.toLowerCase(), args: slash[2]!.trim() };
  const leaves = () => (asked && MAY_ANSWER.test(asked) ? words.has(text.toLowerCase()) : namedBy(text, words));
  if (asked && text && (FREE_TEXT.test(asked) || !leaves())) return understand(`${asked} ${text}`, null, words);
  const link = QR_LINK.exec(text);
  if (link) return { name: 'check', args: text.replace(/\S*\/q\/\S+/, link[1]!) };
  const named = namedBy(text, words);
  if (named) return named;
  if (looksLikeCode(text)) return { name: 'check', args: text };
  return { name: 'unknown', args: text };
}

/** The command that a line begins with in words of one of our languages. */
function namedBy(text: string, words: ReadonlyMap<string, string>): Understood | undefined {
  const whole = words.get(text.toLowerCase());
  if (whole) return { name: whole, args: '' };
  const [, first, rest = ''] = /^(\S+)\s*([\s\S]*)$/u.exec(text) ?? [];
  const named = first && words.get(first.toLowerCase());
  return named ? { name: named, args: rest.trim() } : unspaced(text, words);
}

/** A whole code, also mistyped, alone or before an amount. */
function looksLikeCode(text: string): boolean {
  const { code } = splitCode(text);
  const read = readCode(code);
  // Thirteen plain letters may be a word; a code has a digit or the dashes of its groups.
  return 'code' in read || (read.wrong === 'typo' && /\d|-.*-/.test(code));
}

/** `ABCD-EFGH-JKMN-P 158` → code and amount; a code may itself be written with spaces. */
export function splitCode(text: string): { code: string; amount: string } {
  const whole = text.trim();
  const [, rest = '', last = ''] = /^([\s\S]*\S)\s+(\S+)$/u.exec(whole) ?? [];
  if (isCode(whole) || !last) return { code: whole, amount: '' };
  if (isCode(rest)) return { code: rest, amount: last };
  // Neither is a code with a good check symbol: what looks mistyped is taken for it, else what stands before a number.
  const mistyped = [whole, rest].find((part) => isMistyped(part));
  if (mistyped === whole) return { code: whole, amount: '' };
  return mistyped || !/\p{L}/u.test(last) ? { code: rest, amount: last } : { code: whole, amount: '' };
}

function isCode(text: string): boolean {
  return 'code' in readCode(text);
}

function isMistyped(text: string): boolean {
  const read = readCode(text);
  return 'wrong' in read && read.wrong === 'typo';
}

// Commands whose word is written straight before what it is about, where a language puts no spaces: 核銷8F2K….
const UNSPACED = new Set(['check', 'redeem', 'claim', 'show']);

function unspaced(text: string, words: ReadonlyMap<string, string>): Understood | undefined {
  const han = /^\p{Script=Han}+/u.exec(text)?.[0] ?? '';
  for (let length = Math.min(han.length, 6); length > 1; length--) {
    const name = words.get(han.slice(0, length));
    if (name && UNSPACED.has(name)) return { name, args: text.slice(length).trim() };
  }
  return undefined;
}
