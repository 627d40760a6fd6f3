import type { Format } from '../format.ts';
import { spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

const people = (f: Format, count: number) => `${f.number(count)} 人`;

export const broadcasts = (f: Format): Words['broadcasts'] => ({
  noMoreOffers: () => `不再接收優惠`,
  chooseTitle: () => `推播活動`,
  choose: () => `要推播哪一個活動？`,
  noCampaigns: () => `目前沒有進行中的活動。先用 /new 發布，再來推播。`,
  titled: (name) => `推播：${name}`,
  reaches: (count) => `將通知 ${people(f, count)}（已同意接收優惠）：`,
  channel: (name, count, minutes) =>
    `• ${name}：${people(f, count)}，${minutes <= 1 ? `不到 1 分鐘` : `約 ${f.number(minutes)} 分鐘`}`,
  quota: (left, at) => `  本月還可傳送 ${f.number(left)} 則（${f.time(at)} 查詢）`,
  quotaShort: (missing) => `  還差 ${f.number(missing)} 則：傳到用完就先暫停，由您決定何時繼續`,
  channelName: (channel): string =>
    ({ line: 'LINE', telegram: 'Telegram', web: '網頁', terminal: '終端機', paper: '紙本' })[channel] ?? channel,
  usedUp: (channel, others) =>
    `${channel} 本月可傳的訊息已用完，${others ? `那邊的推播先暫停，其他管道照常傳送` : `推播先暫停`}。請升級方案後再繼續，或等下個月 1 日再繼續。`,
  cannotReach: (count) => `無法聯絡：${people(f, count)}`,
  saidNo: (count) => `不接收優惠：${people(f, count)}`,
  held: (count) => `其中 ${people(f, count)}的當地時間是夜間，會在當地 09:00 通知。`,
  worst: (minor) => (minor === 0 ? `不折抵金額，只送贈品或點數。` : `最多折抵 ${f.money(minor)}。`),
  worstUnbounded: () => `折抵金額沒有上限：沒有設定數量、花費上限或折抵上限。`,
  nobody: () => `目前沒有人可以通知：對象裡沒有人同意接收優惠，或是都聯絡不到。`,
  test: () => `先傳給我`,
  sendNow: () => `立即送出`,
  sendAt: () => `指定時間…`,
  askTime: (zone) => `什麼時候送出？請傳時間，例如 18:30，或日期與時間，例如 2026-12-01 09:00（${zone}）。`,
  askNumber: (count) => `將通知 ${people(f, count)}。請輸入這個數字確認：${count}`,
  wrongNumber: (count) => `數字不對，沒有送出任何訊息。要確認，請輸入：${count}`,
  scheduled: (at, now) => `將於 ${f.dateTime(at, now)} 送出。`,
  inAMinute: () => `一分鐘後送出。`,
  dated: (at, now) => f.dateTime(at, now),
  takeBack: () => `收回`,
  takenBack: () => `已收回，沒有通知任何人。`,
  stopped: () => `已停止。正在傳送的訊息仍會送達。`,
  over: () => `這次推播已經結束，不必再停止或收回。`,
  none: () => `這個活動還沒有推播過。`,
  underWay: (sent, planned) => `傳送中：${f.number(sent)}/${people(f, planned)}`,
  ended: (stopped) => (stopped ? `已停止。` : `完成。`),
  sentTo: (sent, planned) => `已傳送給 ${people(f, sent)}（共 ${people(f, planned)}）`,
  unreachable: (count) => `無法聯絡：${people(f, count)}`,
  optedOut: (count) => `期間取消接收優惠：${people(f, count)}`,
  refused: (count) => `平台拒絕：${people(f, count)}`,
  unknown: (count) => `不確定是否送達：${people(f, count)}`,
  notSent: (count) => `未送出：${people(f, count)}`,
  progress: () => `進度`,
  stop: () => `停止`,
  results: () => `成效`,
});

type Refusals = Pick<Words['refusals'], 'time-unreadable' | 'time-past' | 'quiet-hours'>;

export const broadcastRefusals = (f: Format): Refusals => ({
  'time-unreadable': (facts) =>
    `看不懂這個時間。請像這樣傳：18:30，或加上日期，例如 ${facts.now.getUTCFullYear()}-12-01 09:00。`,
  'time-past': (facts) => `${spacedAfter(f.end(facts.at, facts.now))}已經過了，請傳之後的時間。`,
  'quiet-hours': (facts) =>
    `21:00 到 09:00 之間不傳送優惠。最早可以送出的時間是 ${f.dateTime(facts.next, facts.now)}，請傳 ${facts.typed}。`,
});
