import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const tickets = (f: Format): Words['tickets'] => ({
  talk: () => `找真人客服`,
  askWhat: () => `有什麼需要幫忙的嗎？直接打字就可以，${spacedAfter(f.brand)}的同事會看到。`,
  askWhatMore: () => `想補充什麼？直接打字就可以。`,
  opened: () => `謝謝您，我們會有專人在這裡回覆。您可以繼續補充。`,
  passedOn: () => `已經轉達。`,
  listTitle: (total) => `${f.number(total)} 個案件待處理`,
  listNone: () => `沒有待處理的案件，都回覆完了。`,
  listLine: (facts) =>
    [
      `${facts.ref} · ${f.dateTime(facts.at, facts.now)} · ${facts.head}`,
      facts.words === null ? '' : `「${facts.words}」`,
      facts.taker === null ? '' : `${spacedAfter(facts.taker)}處理中`,
    ]
      .filter(Boolean)
      .join('\n'),
  waits: ({ days, hours, minutes }) =>
    `已等 ${days > 0 ? `${f.number(days)} 天` : hours > 0 ? `${f.number(hours)} 小時` : `${f.number(minutes)} 分鐘`}`,
  waitsNot: () => `已回覆`,
  waitsNew: () => `剛剛`,
  title: (ref) => `案件 ${ref}`,
  quoted: (words) => `「${words}」`,
  said: (who, words, at, now) => `${f.dateTime(at, now)} ${who}：${words}`,
  says: (who, words) => `${who}：${words}`,
  saidMore: (who) => `${spacedAfter(who)}又傳了訊息。`,
  given: () => `已送出補償券。`,
  takenBy: (name, at, now) => `${name ? spacedAfter(name) : '同事'}從 ${f.dateTime(at, now)} 開始處理。`,
  closedWith: (note) => (note === null ? `已結案。` : `已結案：${note}`),
  read: () => `查看`,
  answer: () => `回覆`,
  offer: () => `送補償券`,
  close: () => `結案`,
  giveBack: () => `放回給同事`,
  gaveBack: (ref) => `案件 ${ref} 已放回，其他同事可以接手。`,
  askAnswer: () => `請輸入回覆內容，會原封不動傳給顧客。`,
  answered: () => `已送出。對方回覆時會通知您。`,
  askNote: () => `結案時要跟顧客說什麼？請直接輸入，也可以不留言結案。`,
  closeSilently: () => `不留言結案`,
  closed: (ref) => `案件 ${ref} 已結案。`,
  closedUntold: (ref) => `案件 ${ref} 已結案。留言目前送不到，對方回來時就會看到。`,
  untold: () => `留言還沒送到，對方回來時就會看到。`,
  confirmOffer: (facts) =>
    `要送「${facts.name}」給${spaced(facts.customer)}嗎？${facts.worst > 0 ? `最多折抵 ${f.money(facts.worst)}，` : ''}本月補償預算還剩 ${f.money(facts.left)}。`,
  yesOffer: () => `確定送出`,
  offered: (name) => `「${name}」已經連同我們的歉意送到對方的優惠券裡。`,
  sorry: () => `這次沒有讓您滿意，我們很抱歉。這是一點心意，希望您再給我們一次機會：`,
  answerTitle: (name) =>
    name === null ? `${spacedAfter(f.brand)}回覆您` : `${spacedAfter(f.brand)}的${spaced(name)}回覆您`,
  reply: () => `回覆`,
  closedTitle: () => `${spacedAfter(f.brand)}的訊息`,
  askAgain: () => `再留言`,
  toList: () => `待處理的案件`,
});
