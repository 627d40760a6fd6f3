import type { Refusal } from './refusal.ts';
import type { Shop } from './shop.ts';
import type { RefusalFacts } from './words/index.ts';

/** A no for machines, the command line and the pages: what, in a sentence, and what would make it work. */
export interface Explained {
  code: string;
  sentence: string;
  remedy: string;
  /** Which field, and what its reader found, in the words of the schema; only for programs. */
  problem?: string;
  /** Where in the rule that was sent the word stands that cannot be read, in UTF-16 units, and what may be meant. */
  place?: { from: number; to: number; instead?: string };
}

// A command of the chat helps nobody here: `/drops`, but not `/openapi.json` or `/api/v1/stores`.
const COMMAND = /(?<![\w/.])\/[a-z]+(?![\w/.])|(?<![\w/])\/[a-z]+\.?(?=\s|$|[。，；])/;

/**
 * Explains a refusal in a language: to a machine without the sentences that name a command of the chat, to a person on a
 * page without the calls behind it.
 */
export function explainRefusal(
  shop: Pick<Shop, 'words'>,
  language: string,
  { code, facts }: Refusal,
  reader: 'machine' | 'person' = 'machine',
): Explained {
  const words = shop.words(language);
  const said = (words.refusals[code] as (...facts: unknown[]) => string | { text: string })(...facts);
  const sentences = split(typeof said === 'string' ? said : said.text);
  const [first = code, ...more] = sentences;
  const rest = more.filter((sentence) => !COMMAND.test(sentence)).join('');
  const own = (words.apiRemedies as Partial<Record<string, string>>)[code];
  const remedy = reader === 'person' ? more.join('').trim() : (own ?? (rest.trim() || words.apiRemedies.otherwise));
  const explained = { code, sentence: first.trim(), remedy };
  if (code === 'terms-invalid') {
    const [{ field, problem }] = facts as RefusalFacts<'terms-invalid'>;
    return { ...explained, problem: `${field}: ${problem}` };
  }
  if (code === 'rule-unreadable') {
    const [{ from, to, near }] = facts as RefusalFacts<'rule-unreadable'>;
    return { ...explained, place: { from, to, ...(near && { instead: near }) } };
  }
  if (code === 'rule-name-unknown' || code === 'segment-unknown') {
    const [{ from, to, near }] = facts as RefusalFacts<'rule-name-unknown' | 'segment-unknown'>;
    if (from !== undefined && to !== undefined)
      return { ...explained, place: { from, to, ...(near && { instead: near }) } };
  }
  return explained;
}

/** After 。！？ always; after . ! ? only where a space and no small letter follows, so that amounts and names hold. */
function split(text: string): string[] {
  return text.split(/(?<=[。！？])|(?<=[.!?])(?=\s+[^\p{Ll}\d])/u).filter((part) => part.trim());
}
