import type { Format } from '../format.ts';
import type { Words } from '../words.ts';
import { approvals } from './approvals.ts';

const people = (f: Format, count: number) => `${f.number(count)} 人`;

export const audience = (f: Format): Words['audience'] => ({
  unknown: {
    name: () => `朋友`,
    points: () => `0`,
    tier: () => `会员`,
  },
  points: (count) => f.number(count),
  approveAsked: (count) => `这次群发会通知 ${people(f, count)}，需要另一位同事同意。请先看过内容再批准。`,
  approve: () => `批准`,
  look: () => `查看内容`,
  gone: () => `已暂停：已全部领完，不再通知大家。请到 /campaigns 增加数量后继续，或到此为止。`,
  paused: () => `已暂停：继续之前不会再发出。`,
  pause: () => `暂停`,
  resume: () => `继续`,
  holdout: (count) => `特意不通知（对照组）：${people(f, count)}`,
  capped: (count) => `最近已收到足够多的消息，这次不通知：${people(f, count)}`,
  toWhom: () => `通知谁…`,
  ownText: () => `文字…`,
  repeat: () => `定期群发…`,
  everybody: () => `所有人`,
  meant: (name) => `对象：${name}`,
  text: (text) => `文字：${text}`,
  gets: (who, what, count) => `• ${who}：${what}，${people(f, count)}`,
  theRest: () => `其他人`,
  restNothing: () => `• 其他人：不通知`,
  personal: () => `每个人的文字都不一样，只能逐个发送，所需时间如上。`,
  heardLately: (count, about) => `最近 7 天收过优惠消息：${about ? '约 ' : ''}${people(f, count)}`,
  alsoNext: (campaign, at, now, count, about) =>
    `${f.dateTime(at, now)} 还会收到“${campaign}”：${about ? '约 ' : ''}${people(f, count)}`,
  willCap: (count, about) => `最近已收到足够多的消息，这次不会通知：${about ? '约 ' : ''}${people(f, count)}`,
  uses: ({ low, high, told, used }) =>
    `预计使用：${low === high ? f.number(low) : `${f.number(low)} 到 ${f.number(high)}`} 次。这类顾客以前收到过 ${f.number(told)} 次同类优惠券的通知，14 天内用了 ${f.number(used)} 次。`,
  usesUnknown: () => `会有多少人使用：目前还看不出来，以前收到过同类优惠券通知的人太少。`,
  willHoldOut: (count) => `特意不通知（对照组）：约 ${people(f, count)}`,
  askWhom: (ref) => `要通知谁？同一次群发里，也可以让部分人收到另一个活动，例如 /broadcast ${ref} 也给 MOCHA 常客。`,
  askText: (most) =>
    `请发送要放在活动上方的文字，最多 ${f.number(most)} 个字；不要就发“无”。可以使用 {name}、{points} 和 {tier}。要分语言，就每行以 en:、zh-hant: 或 zh-hans: 开头。`,
  alsoHow: (ref) => `请写出哪个活动、给谁，例如 /broadcast ${ref} 也给 MOCHA 常客。`,
  waitsForSecond: () => `人数较多，需要另一位同事同意。已通知老板和其他营销人员，有人批准后就会发送。`,
  approved: (when) => `已批准。${when}`,
  nothingToApprove: () => `没有需要批准的群发。`,
  resumed: () => `已继续。`,
  notSending: () => `这个活动目前没有在群发。`,
  notPaused: () => `这个活动没有暂停中的群发。`,
  scheduledLocal: (at, now) => `将按每位顾客的当地时间，于 ${f.dateTime(at, now)} 发出。`,
  askTime: (ask) => `${ask}后面加上“当地时间”，就按每位顾客的当地时间。`,
  askRepeat: (calendars) =>
    `多久群发一次？例如“每周五 18:30”、“每月 1 日 10:00”、“每季 15 日 12:00”${calendars.length > 0 ? `，或按日历里的日子：“${calendars[0]} 10:00”` : ''}。后面加上“当地时间”，就按每位顾客的当地时间。`,
  repeats: (one) =>
    `定期群发：${
      one.weekdays
        ? `每逢${f.weekdays(one.weekdays)}`
        : one.calendar
          ? `每逢日历“${one.calendar}”里的日子`
          : `${one.every === 'quarter' ? '每季第一个月' : '每月'} ${one.day} 日`
    } ${one.time}${one.clock === 'customer' ? `，按每位顾客的当地时间` : ''}。`,
  nextUnknown: () => `未来 7 天内没有要发送的。`,
  endRepeat: () => `结束定期群发`,
  repeatEnded: () => `不再定期群发了。`,
  repeatNone: () => `这个活动没有定期群发。`,
  calendars: () => `日历`,
  noCalendars: () => `还没有日历。请用名称加上日期建一个：/calendar 节日 2026-12-25 2027-01-01`,
  calendar: (name, days, now) =>
    `${name}：${days.length > 0 ? days.map((day) => f.date(day, now, 'UTC')).join('、') : '没有未到的日子'}`,
  limits: () => `群发频率与对照组`,
  perDay: (most) => `每人每天最多：${most === 0 ? '不限' : `${f.number(most)} 条`}`,
  perWeek: (most) => `每人每周最多：${most === 0 ? '不限' : `${f.number(most)} 条`}`,
  holdoutIs: (percent, from) =>
    percent === 0
      ? `不留对照组，所以看不出群发带来多少效果。`
      : `对照组：${f.number(percent)}% 的人特意不通知，用来对比效果（${people(f, from)}以上才留）`,
  approvalIs: (above) =>
    above === 0 ? `群发不需要另一个人批准。` : `超过 ${people(f, above)}的群发，需要另一个人批准`,
  limitsHow: () =>
    `老板可以更改：/limits day 1 · /limits week 4 · /limits holdout 10 · /limits approval 10000，0 表示不设。`,
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
    `“${facts.blank}”无法代入。可以使用 ${f.list(facts.known, 'and')}；写成 {name|贵宾}，没有名字的人就会看到“贵宾”。`,
  'text-too-long': (facts) => `太长了，最多 ${f.number(facts.most)} 个字。请缩短后再发。`,
  'broadcast-unknown': () => `没有这个群发。请从全部群发中选一个。`,
  'broadcast-changed': (facts) => `和您刚才看到的不一样了：${changed(f, facts.changes)}。请再看一次，再发送。`,
  'approval-own': () => `要由另一个人批准：老板或其他营销人员。`,
  'repeat-unreadable': () =>
    `看不懂这个时间。请像这样发：“每周五 18:30”、“每月 1 日 10:00”、“每季 15 日 12:00”，或 /calendar 里的日历加上时间；时间要在 09:00 到 20:59 之间。`,
  'calendar-unknown': (facts) => `没有“${facts.name}”这个日历。有哪些日历，请看 /calendar。`,
  'days-unreadable': () => `请发日历名称（一个词）和之后的日期，例如 /calendar 节日 2026-12-25 2027-01-01。`,
  'limit-unreadable': () =>
    `看不懂这个设置。请像这样发：/limits day 1（0 到 20）、/limits week 4（0 到 100）、/limits holdout 10（0 到 50）或 /limits approval 10000。`,
});
