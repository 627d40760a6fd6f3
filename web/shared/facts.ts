import { useEffect, useState } from 'preact/hooks';
import type { Words } from '../../src/words/index.ts';
import { named } from '../../src/words/spaced.ts';

type Part = Exclude<keyof Words['web'], 'language'>;

/** What the server tells a page: the brand, the languages, and the words of this page in each of them. */
export interface Facts<P extends Part = Part> {
  brand: string;
  language: string;
  languages: { id: string; tag: string; name: string }[];
  words: Record<string, Pick<Words['web'], P | 'language'>>;
  demo?: boolean;
}

/** Reads the facts that the server put into the page. */
export function readFacts<F>(): F {
  return JSON.parse(document.getElementById('facts')?.textContent ?? '{}') as F;
}

const YEAR_SECONDS = 365 * 24 * 3600;

/** The page's language and words; a choice is kept for the next visit. */
export function useLanguage<P extends Part>(facts: Facts<P>, title: (words: Pick<Words['web'], P>) => string) {
  const [language, setLanguage] = useState(facts.language);
  const words = facts.words[language] ?? facts.words[facts.language]!;
  const { tag } = facts.languages.find(({ id }) => id === language) ?? { tag: language };
  const fill = (text: string) => named(text, facts.brand);
  useEffect(() => {
    document.documentElement.lang = tag;
    document.title = fill(title(words));
  }, [language]);
  const choose = (id: string) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it, and the Cookie Store API is not everywhere
    document.cookie = `lang=${id}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    setLanguage(id);
  };
  return { language, tag, words, fill, choose };
}
