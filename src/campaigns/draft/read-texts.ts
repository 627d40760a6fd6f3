import { cleanText } from '../../lib/plain-text.ts';
import { type Language, nearestLanguage } from '../../words/index.ts';

const PREFIX = /^(en|english|zh[-_ ]?(?:hant|hans|tw|cn|hk)|繁體中文|繁體|繁中|简体中文|简体|简中)\s*:\s*(.*)$/iu;
const spoken: Record<string, Language> = {
  english: 'en',
  繁體中文: 'zh-hant',
  繁體: 'zh-hant',
  繁中: 'zh-hant',
  简体中文: 'zh-hans',
  简体: 'zh-hans',
  简中: 'zh-hans',
};

/** One line per language; a line without `en:`, `zh-hant:` or `zh-hans:` before it is in the brand's. Undefined when a line is empty or too long. */
export function readTexts(typed: string, brand: Language, most: number): Partial<Record<Language, string>> | undefined {
  const texts: Partial<Record<Language, string>> = {};
  for (const line of typed.split('\n').filter((one) => one.trim())) {
    const [, prefix, rest] = PREFIX.exec(line.trim().replace('：', ':')) ?? [];
    const tag = prefix
      ?.toLowerCase()
      .replace(/[_ ]/g, '-')
      .replace(/^zh(?=h)/, 'zh-');
    const language = tag ? (spoken[tag] ?? nearestLanguage(tag, brand)) : brand;
    const text = cleanText(prefix ? rest! : line).replace(/\s+/g, ' ');
    if (!text || text.length > most || texts[language]) return undefined;
    texts[language] = text;
  }
  return Object.keys(texts).length > 0 ? texts : undefined;
}
