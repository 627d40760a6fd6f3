import { readCode } from '../lib/codes.ts';

/** A line read as a command's name and the rest; `unknown` when it is neither command, word nor code. */
export interface Understood {
  name: string;
  args: string;
}

const QR_LINK = /\/q\/([A-Za-z0-9_-]{36})\b/;

/**
 * Reads a line: a command (`/claim X`), an answer to what was asked, the link of a coupon's QR, a word of one of our
 * languages (`核銷 CODE 158`), or a bare code with or without an amount.
 */
export function understand(line: string, asked: string | null, words: ReadonlyMap<string, string>): Understood {
  const text = line.trim();
  const slash = /^[/／]([\p{L}\p{N}_-]+)(?:@\S+)?\s*([\s\S]*)$/u.exec(text);
  if (slash) return { name: slash[1]!.toLowerCase(), args: slash[2]!.trim() };
  if (asked && text) return understand(`${asked} ${text}`, null, words);
  const link = QR_LINK.exec(text);
  if (link) return { name: 'check', args: text.replace(/\S*\/q\/\S+/, link[1]!) };
  const word = /^(\S+)\s*([\s\S]*)$/u.exec(text);
  if (!word) return { name: 'unknown', args: '' };
  const named = words.get(text.toLowerCase()) ?? words.get(word[1]!.toLowerCase());
  if (named) return { name: named, args: words.has(text.toLowerCase()) ? '' : word[2]!.trim() };
  if (looksLikeCode(text)) return { name: 'check', args: text };
  return { name: 'unknown', args: text };
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
  if ('code' in readCode(text)) return { code: text, amount: '' };
  const match = /^([\s\S]*\S)\s+(\S+)$/u.exec(text.trim());
  if (!match) return { code: text.trim(), amount: '' };
  const rest = readCode(match[1]!);
  const fits = 'code' in rest || rest.wrong === 'typo' || /^[A-Za-z0-9_-]{36}$/.test(match[1]!);
  if (!fits && Object.hasOwn(readCode(text), 'wrong') && (readCode(text) as { wrong: string }).wrong === 'typo') {
    return { code: text.trim(), amount: '' };
  }
  return fits || !/[a-z]/i.test(match[2]!) ? { code: match[1]!, amount: match[2]! } : { code: text.trim(), amount: '' };
}
