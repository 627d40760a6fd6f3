import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const tickets = (f: Format): Words['tickets'] => ({
  talk: () => `联系人工客服`,
  askWhat: () => `有什么可以帮您？直接打字就行，${spacedAfter(f.brand)}的同事会看到。`,
  askWhatMore: () => `想补充什么？直接打字就行。`,
  opened: () => `谢谢您，我们会有专人在这里回复。您可以继续补充。`,
  passedOn: () => `已经转达。`,
  listTitle: (total) => `${f.number(total)} 个工单待处理`,
  listNone: () => `没有待处理的工单，都回复完了。`,
  listLine: (facts) =>
    [
      `${facts.ref} · ${f.dateTime(facts.at, facts.now)} · ${facts.head}`,
      facts.words === null ? '' : `“${facts.words}”`,
      facts.taker === null ? '' : `${spacedAfter(facts.taker)}处理中`,
    ]
      .filter(Boolean)
      .join('\n'),
  waits: ({ days, hours, minutes }) =>
    `已等 ${days > 0 ? `${f.number(days)} 天` : hours > 0 ? `${f.number(hours)} 小时` : `${f.number(minutes)} 分钟`}`,
  waitsNot: () => `已回复`,
  waitsNew: () => `刚刚`,
  title: (ref) => `工单 ${ref}`,
  quoted: (words) => `“${words}”`,
  said: (who, words, at, now) => `${f.dateTime(at, now)} ${who}：${words}`,
  says: (who, words) => `${who}：${words}`,
  saidMore: (who) => `${spacedAfter(who)}又发了消息。`,
  given: () => `已送出补偿券。`,
  takenBy: (name, at, now) => `${name ? spacedAfter(name) : '同事'}从 ${f.dateTime(at, now)} 开始处理。`,
  closedWith: (note) => (note === null ? `已关闭。` : `已关闭：${note}`),
  read: () => `查看`,
  answer: () => `回复`,
  offer: () => `送补偿券`,
  close: () => `关闭工单`,
  giveBack: () => `放回给同事`,
  gaveBack: (ref) => `工单 ${ref} 已放回，其他同事可以接手。`,
  askAnswer: () => `请输入回复内容，会原样发给顾客。`,
  answered: () => `已发送。对方回复时会通知您。`,
  askNote: () => `关闭工单时要跟顾客说什么？请直接输入，也可以不留言关闭。`,
  closeSilently: () => `不留言关闭`,
  closed: (ref) => `工单 ${ref} 已关闭。`,
  closedUntold: (ref) => `工单 ${ref} 已关闭。留言目前送不到，对方回来时就会看到。`,
  untold: () => `留言还没送到，对方回来时就会看到。`,
  confirmOffer: (facts) =>
    `要送“${facts.name}”给${spaced(facts.customer)}吗？${facts.worst > 0 ? `最多减免 ${f.money(facts.worst)}，` : ''}本月补偿预算还剩 ${f.money(facts.left)}。`,
  yesOffer: () => `确定送出`,
  offered: (name) => `“${name}”已经连同我们的歉意送到对方的优惠券里。`,
  sorry: () => `这次没有让您满意，我们很抱歉。这是一点心意，希望您再给我们一次机会：`,
  answerTitle: (name) =>
    name === null ? `${spacedAfter(f.brand)}回复您` : `${spacedAfter(f.brand)}的${spaced(name)}回复您`,
  reply: () => `回复`,
  closedTitle: () => `${spacedAfter(f.brand)}的消息`,
  askAgain: () => `再留言`,
  toList: () => `待处理的工单`,
});
