import type { ideaRefusals as english } from '../en/ideas.ts';
import type { Format } from '../format.ts';
import { spaced } from '../spaced.ts';
import type { Words } from '../words.ts';

export const ideas = (f: Format): Words['ideas'] => ({
  askWhat: () => `您希望${spaced(f.brand)}多做些什么呢？直接打字就行。`,
  kept: () => `谢谢您！已经记下您的点子，我们会认真看。`,
  none: () => `还没有点子。顾客可以用 /idea 告诉我们。`,
  title: (tag, total) => (tag ? `#${tag}：${f.number(total)} 条点子` : `顾客的点子`),
  head: (one) =>
    `${f.number(one.people)} 位顾客，共 ${f.number(one.total)} 条点子${one.untagged > 0 ? `，${f.number(one.untagged)} 条还没分类` : ''}`,
  tagLine: (one) => `#${one.tag}：${f.number(one.count)} 条`,
  line: (one) =>
    `点子 ${one.ref} · ${f.date(one.at, one.now)} · ${one.customer}：“${one.words}”${one.tags.length > 0 ? `（${one.tags.map((tag) => `#${tag}`).join('、')}）` : ''}`,
  called: (ref) => `点子 ${ref}`,
  askTags: () => `要分到哪一类？请发一个词，多个请用逗号隔开；“-词”表示去掉。`,
  untagged: () => `还没分类`,
  all: () => `全部点子`,
});

export const ideaRefusals = (f: Format): ReturnType<typeof english> => ({
  'idea-unknown': () => `没有这条点子。全部的点子请看 /ideas。`,
  'idea-enough': (facts) => `今天已经收到您 ${f.number(facts.most)} 条点子，谢谢您！明天再继续，或用 /ask 和我们聊聊。`,
  'idea-tags': (facts) => `一条点子最多分到 ${f.number(facts.most)} 类。请先去掉一个，例如“-饮料”。`,
});
