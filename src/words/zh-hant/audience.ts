import type { Format } from '../format.ts';
import type { Words } from '../words.ts';
import { approvals } from './approvals.ts';

const people = (f: Format, count: number) => `${f.number(count)} 人`;

export const audience = (f: Format): Words['audience'] => ({
  unknown: {
    name: () => `朋友`,
    points: () => `0`,
    tier: () => `會員`,
  },
  points: (count) => f.number(count),
  approveAsked: (count) => `這次推播會通知 ${people(f, count)}，需要另一位同事同意。請先看過內容再核准。`,
  approve: () => `核准`,
  look: () => `查看內容`,
  gone: () => `已暫停：已全部領完，不再通知大家。請到 /campaigns 增加數量後繼續，或到此為止。`,
  paused: () => `已暫停：繼續之前不會再送出。`,
  pause: () => `暫停`,
  resume: () => `繼續`,
  holdout: (count) => `刻意不通知（對照組）：${people(f, count)}`,
  capped: (count) => `最近已收到夠多訊息，這次不通知：${people(f, count)}`,
  toWhom: () => `通知誰…`,
  ownText: () => `文字…`,
  repeat: () => `定期推播…`,
  everybody: () => `所有人`,
  meant: (name) => `對象：${name}`,
  text: (text) => `文字：${text}`,
  gets: (who, what, count) => `• ${who}：${what}，${people(f, count)}`,
  theRest: () => `其他人`,
  restNothing: () => `• 其他人：不通知`,
  personal: () => `每個人的文字都不同，只能逐一傳送，所需時間如上。`,
  heardLately: (count, about) => `最近 7 天收過優惠訊息：${about ? '約 ' : ''}${people(f, count)}`,
  alsoNext: (campaign, at, now, count, about) =>
    `${f.dateTime(at, now)} 還會收到「${campaign}」：${about ? '約 ' : ''}${people(f, count)}`,
  willCap: (count, about) => `最近已收到夠多訊息，這次不會通知：${about ? '約 ' : ''}${people(f, count)}`,
  uses: ({ low, high, told, used }) =>
    `預估使用：${low === high ? f.number(low) : `${f.number(low)} 到 ${f.number(high)}`} 次。這類顧客以前收過 ${f.number(told)} 次同類優惠券的通知，14 天內用了 ${f.number(used)} 次。`,
  usesUnknown: () => `會有多少人使用：目前還看不出來，以前收過同類優惠券通知的人太少。`,
  willHoldOut: (count) => `刻意不通知（對照組）：約 ${people(f, count)}`,
  askWhom: (ref) => `要通知誰？同一次推播裡，也可以讓部分的人收到另一個活動，例如 /broadcast ${ref} 也給 MOCHA 常客。`,
  askText: (most) =>
    `請傳要放在活動上方的文字，最多 ${f.number(most)} 個字；不要就傳「無」。可以使用 {name}、{points} 和 {tier}。要分語言，就每行以 en:、zh-hant: 或 zh-hans: 開頭。`,
  alsoHow: (ref) => `請寫出哪一個活動、給誰，例如 /broadcast ${ref} 也給 MOCHA 常客。`,
  waitsForSecond: () => `人數較多，需要另一位同事同意。已通知老闆和其他行銷人員，有人核准後就會送出。`,
  approved: (when) => `已核准。${when}`,
  nothingToApprove: () => `沒有需要核准的推播。`,
  resumed: () => `已繼續。`,
  notSending: () => `這個活動目前沒有在推播。`,
  notPaused: () => `這個活動沒有暫停中的推播。`,
  scheduledLocal: (at, now) => `將依每位顧客的當地時間，於 ${f.dateTime(at, now)} 送出。`,
  askTime: (ask) => `${ask}後面加上「當地時間」，就依每位顧客的當地時間。`,
  askRepeat: (calendars) =>
    `多久推播一次？例如「每週五 18:30」、「每月 1 日 10:00」、「每季 15 日 12:00」${calendars.length > 0 ? `，或依行事曆的日子：「${calendars[0]} 10:00」` : ''}。後面加上「當地時間」，就依每位顧客的當地時間。`,
  repeats: (one) =>
    `定期推播：${
      one.weekdays
        ? `每逢${f.weekdays(one.weekdays)}`
        : one.calendar
          ? `每逢行事曆「${one.calendar}」的日子`
          : `${one.every === 'quarter' ? '每季第一個月' : '每月'} ${one.day} 日`
    } ${one.time}${one.clock === 'customer' ? `，依每位顧客的當地時間` : ''}。`,
  nextUnknown: () => `未來 7 天內沒有要送出的。`,
  endRepeat: () => `結束定期推播`,
  repeatEnded: () => `不再定期推播了。`,
  repeatNone: () => `這個活動沒有定期推播。`,
  calendars: () => `行事曆`,
  noCalendars: () => `還沒有行事曆。請用名稱加上日期建立一個：/calendar 節日 2026-12-25 2027-01-01`,
  calendar: (name, days, now) =>
    `${name}：${days.length > 0 ? days.map((day) => f.date(day, now, 'UTC')).join('、') : '沒有未到的日子'}`,
  limits: () => `推播頻率與對照組`,
  perDay: (most) => `每人每天最多：${most === 0 ? '不限' : `${f.number(most)} 則`}`,
  perWeek: (most) => `每人每週最多：${most === 0 ? '不限' : `${f.number(most)} 則`}`,
  holdoutIs: (percent, from) =>
    percent === 0
      ? `不留對照組，所以看不出推播帶來多少成效。`
      : `對照組：${f.number(percent)}% 的人刻意不通知，用來比較成效（${people(f, from)}以上才留）`,
  approvalIs: (above) =>
    above === 0 ? `推播不需要另一個人核准。` : `超過 ${people(f, above)}的推播，需要另一個人核准`,
  limitsHow: () =>
    `老闆可以更改：/limits day 1 · /limits week 4 · /limits holdout 10 · /limits approval 10000，0 表示不設。`,
});

type Refusals = Pick<
  Words['refusals'],
  | 'blank-unknown'
  | 'text-too-long'
  | 'approval-own'
  | 'broadcast-changed'
  | 'broadcast-unknown'
  | 'repeat-unreadable'
  | 'calendar-unknown'
  | 'days-unreadable'
  | 'limit-unreadable'
>;

type Parts = Parameters<Words['approvals']['change']>[0];
const changed = (f: Format, changes: Parts[]) =>
  changes.map((one) => approvals(f).change(one).replace('• ', '')).join('；');

export const audienceRefusals = (f: Format): Refusals => ({
  'blank-unknown': (facts) =>
    `「${facts.blank}」無法代入。可以使用 ${f.list(facts.known, 'and')}；寫成 {name|貴賓}，沒有名字的人就會看到「貴賓」。`,
  'text-too-long': (facts) => `太長了，最多 ${f.number(facts.most)} 個字。請縮短後再傳。`,
  'broadcast-unknown': () => `沒有這個推播。請從全部推播中選一個。`,
  'broadcast-changed': (facts) => `和您剛才看到的不一樣了：${changed(f, facts.changes)}。請再看一次，再送出。`,
  'approval-own': () => `要由另一個人核准：老闆或其他行銷人員。`,
  'repeat-unreadable': () =>
    `看不懂這個時間。請像這樣傳：「每週五 18:30」、「每月 1 日 10:00」、「每季 15 日 12:00」，或 /calendar 裡的行事曆加上時間；時間要在 09:00 到 20:59 之間。`,
  'calendar-unknown': (facts) => `沒有「${facts.name}」這個行事曆。有哪些行事曆，請看 /calendar。`,
  'days-unreadable': () => `請傳行事曆名稱（一個詞）和之後的日期，例如 /calendar 節日 2026-12-25 2027-01-01。`,
  'limit-unreadable': () =>
    `看不懂這個設定。請像這樣傳：/limits day 1（0 到 20）、/limits week 4（0 到 100）、/limits holdout 10（0 到 50）或 /limits approval 10000。`,
});
