import { en } from './en/index.ts';
import { type Format, formatOf } from './format.ts';
import type { Words } from './words.ts';
import { zhHans } from './zh-hans/index.ts';
import { zhHant } from './zh-hant/index.ts';

export type { RefusalCode, RefusalFacts, Words } from './words.ts';

/** A language is its tag, its own name, and a function of `Format`; a phrase that one lacks does not compile. */
const catalogue = {
  en: { tag: 'en', name: 'English', words: en as (format: Format) => Words },
  'zh-hant': { tag: 'zh-Hant', name: '繁體中文', words: zhHant as (format: Format) => Words },
  'zh-hans': { tag: 'zh-Hans', name: '简体中文', words: zhHans as (format: Format) => Words },
};

export type Language = keyof typeof catalogue;
export const languages = Object.keys(catalogue) as Language[];
export const languageName = (language: Language) => catalogue[language].name;
export const languageTag = (language: Language) => catalogue[language].tag;

export const isLanguage = (text: string): text is Language => Object.hasOwn(catalogue, text);

/** The language we speak that is nearest to a platform's tag, such as `zh-TW`, `zh_cn` or `en-US`. */
export function nearestLanguage(tag: string | undefined | null, otherwise: Language): Language {
  const plain = (tag ?? '').toLowerCase().replaceAll('_', '-');
  if (isLanguage(plain)) return plain;
  if (/^(zh-(hant|tw|hk|mo)|yue)\b/.test(plain)) return 'zh-hant';
  if (/^zh\b/.test(plain)) return 'zh-hans';
  if (/^en\b/.test(plain)) return 'en';
  return otherwise;
}

/** All words of a brand, made once per language. */
export function wordsFor(brand: { name: string; zone: string; currency: string }): (language: string) => Words {
  const made = Object.fromEntries(languages.map((l) => [l, catalogue[l].words(formatOf(catalogue[l].tag, brand))]));
  return (language) => made[language] ?? made.en!;
}
