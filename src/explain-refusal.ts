import type { Refusal } from './refusal.ts';
import type { Shop } from './shop.ts';
import type { RefusalFacts } from './words/index.ts';

/** A no for machines and the command line: what, in a sentence, and what would make it work. */
export interface Explained {
  code: string;
  sentence: string;
  remedy: string;
  /** Which field, and what its reader found, in the words of the schema; only for programs. */
  problem?: string;
}

// A command of the chat helps nobody here: `/drops`, but not `/openapi.json` or `/api/v1/stores`.
const COMMAND = /(?<![\w/.])\/[a-z]+(?![\w/.])|(?<![\w/])\/[a-z]+\.?(?=\s|$|[。，；])/;

/** Explains a refusal in a language: its sentences without those that name a command of the chat. */
export function explainRefusal(shop: Pick<Shop, 'words'>, language: string, { code, facts }: Refusal): Explained {
  const words = shop.words(language);
  const said = (words.refusals[code] as (...facts: unknown[]) => string | { text: string })(...facts);
  const sentences = split(typeof said === 'string' ? said : said.text);
  const [first = code, ...more] = sentences;
  const rest = more.filter((sentence) => !COMMAND.test(sentence)).join('');
  const own = (words.apiRemedies as Partial<Record<string, string>>)[code];
  const explained = { code, sentence: first.trim(), remedy: own ?? (rest.trim() || words.apiRemedies.otherwise) };
  if (code !== 'terms-invalid') return explained;
  const [{ field, problem }] = facts as RefusalFacts<'terms-invalid'>;
  return { ...explained, problem: `${field}: ${problem}` };
}

/** After 。！？ always; after . ! ? only where a space and no small letter follows, so that amounts and names hold. */
function split(text: string): string[] {
  return text.split(/(?<=[。！？])|(?<=[.!?])(?=\s+[^\p{Ll}\d])/u).filter((part) => part.trim());
}
