import type { z } from 'zod';
import { en, zhCN, zhTW } from 'zod/locales';
import { Refusal } from '../../../src/refusal.ts';
import type { Language } from '../../../src/words/index.ts';

type Issue = z.core.$ZodIssue;

const spoken = {
  en: en().localeError,
  'zh-hant': zhTW().localeError,
  'zh-hans': zhCN().localeError,
} satisfies Record<Language, z.core.$ZodErrorMap>;

// JSON spells NUL and half characters as escapes, and PostgreSQL can keep neither.
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** What was given, as the schema reads it; else the first thing that does not fit, told in the caller's language. */
export function validate(schema: z.ZodType, given: unknown, language: Language): unknown {
  if (UNSTORABLE.test(written(given))) throw new Refusal('body-invalid', { field: 'body', problem: 'unstorable' });
  const read = schema.safeParse(given, { error: spoken[language] });
  if (read.success) return read.data;
  const issue = nearest(read.error.issues[0]!);
  const field = [...issue.path, ...('keys' in issue ? [issue.keys[0]!] : [])].join('.');
  throw new Refusal('body-invalid', { field: field || 'body', problem: issue.message });
}

/** Where several forms are possible: what is wrong with the one that was most likely meant. */
function nearest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const [meant] = [...issue.errors].sort((a, b) => a.length - b.length);
  const inner = nearest(meant![0]!);
  return { ...inner, path: [...issue.path, ...inner.path] };
}

/** JSON can be nested deeper than anything can write it again. */
function written(given: unknown): string {
  try {
    return JSON.stringify(given);
  } catch {
    throw new Refusal('body-unreadable');
  }
}
