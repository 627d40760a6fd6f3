import type { Language } from '../../src/words/index.ts';

const en = {
  private: (link: string) =>
    `Please write to me in private${link && `: ${link}`}. Codes and points are nobody else's business.`,
};

const phrases: Record<Language, typeof en> = {
  en,
  'zh-hant': { private: (link) => `請私訊我${link && `：${link}`}。優惠碼和點數只給您本人看。` },
  'zh-hans': { private: (link) => `请私聊我${link && `：${link}`}。优惠码和点数只给您本人看。` },
};

/** What the channel itself has to say, where the house is not asked; `tag` is what Telegram claims for the person. */
export function phrasesFor(tag = ''): typeof en {
  const plain = tag.toLowerCase();
  if (!plain.startsWith('zh')) return phrases.en;
  return phrases[/hant|tw|hk|mo/.test(plain) ? 'zh-hant' : 'zh-hans'];
}
