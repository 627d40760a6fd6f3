import type { ideaRefusals as english } from '../en/ideas.ts';
import type { Format } from '../format.ts';
import { spaced } from '../spaced.ts';
import type { Words } from '../words.ts';

export const ideas = (f: Format): Words['ideas'] => ({
  askWhat: () => `您希望${spaced(f.brand)}多做些什麼呢？直接打字就可以。`,
  kept: () => `謝謝您！已經記下您的點子，我們會好好看。`,
  none: () => `還沒有點子。顧客可以用 /idea 告訴我們。`,
  title: (tag, total) => (tag ? `#${tag}：${f.number(total)} 則點子` : `顧客的點子`),
  head: (one) =>
    `${f.number(one.people)} 位顧客，共 ${f.number(one.total)} 則點子${one.untagged > 0 ? `，${f.number(one.untagged)} 則還沒分類` : ''}`,
  tagLine: (one) => `#${one.tag}：${f.number(one.count)} 則`,
  line: (one) =>
    `點子 ${one.ref} · ${f.date(one.at, one.now)} · ${one.customer}：「${one.words}」${one.tags.length > 0 ? `（${one.tags.map((tag) => `#${tag}`).join('、')}）` : ''}`,
  called: (ref) => `點子 ${ref}`,
  askTags: () => `要分到哪一類？請傳一個詞，多個請用逗號隔開；「-詞」表示拿掉。`,
  untagged: () => `還沒分類`,
  all: () => `全部點子`,
});

export const ideaRefusals = (f: Format): ReturnType<typeof english> => ({
  'idea-unknown': () => `沒有這則點子。全部的點子請看 /ideas。`,
  'idea-enough': (facts) => `今天已經收到您 ${f.number(facts.most)} 則點子，謝謝您！明天再繼續，或用 /ask 跟我們聊聊。`,
  'idea-tags': (facts) => `一則點子最多分到 ${f.number(facts.most)} 類。請先拿掉一個，例如「-飲料」。`,
});
