import type { Format } from '../format.ts';
import { spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

const people = (f: Format, count: number) => `${f.number(count)} 人`;

export const broadcasts = (f: Format): Words['broadcasts'] => ({
  noMoreOffers: () => `不再接收优惠`,
  chooseTitle: () => `群发活动`,
  choose: () => `要群发哪一个活动？`,
  noCampaigns: () => `目前没有进行中的活动。先用 /new 发布，再来群发。`,
  titled: (name) => `群发：${name}`,
  reaches: (count) => `将通知 ${people(f, count)}（已同意接收优惠）：`,
  channel: (name, count, minutes) =>
    `• ${name}：${people(f, count)}，${minutes <= 1 ? `不到 1 分钟` : `约 ${f.number(minutes)} 分钟`}`,
  quota: (left, at) => `  本月还可发送 ${f.number(left)} 条（${f.time(at)} 查询）`,
  quotaShort: (missing) => `  还差 ${f.number(missing)} 条：发到用完就先暂停，由您决定何时继续`,
  channelName: (channel): string =>
    ({ line: 'LINE', telegram: 'Telegram', web: '网页', terminal: '终端', paper: '纸质券' })[channel] ?? channel,
  usedUp: (channel, others) =>
    `${channel} 本月可发的消息已用完，${others ? `那边的群发先暂停，其他渠道照常发送` : `群发先暂停`}。请升级套餐后再继续，或等下个月 1 日再继续。`,
  cannotReach: (count) => `无法联系：${people(f, count)}`,
  saidNo: (count) => `不接收优惠：${people(f, count)}`,
  held: (count) => `其中 ${people(f, count)}的当地时间是夜间，会在当地 09:00 通知。`,
  worst: (minor) => (minor === 0 ? `不减金额，只送赠品或积分。` : `最多减免 ${f.money(minor)}。`),
  worstUnbounded: () => `减免金额没有上限：没有设置数量、花费上限或减免上限。`,
  nobody: () => `目前没有人可以通知：对象里没有人同意接收优惠，或者都联系不到。`,
  test: () => `先发给我`,
  sendNow: () => `立即发送`,
  sendAt: () => `指定时间…`,
  askTime: (zone) => `什么时候发送？请输入时间，例如 18:30，或日期和时间，例如 2026-12-01 09:00（${zone}）。`,
  askNumber: (count) => `将通知 ${people(f, count)}。请输入这个数字确认：${count}`,
  wrongNumber: (count) => `数字不对，没有发出任何消息。要确认，请输入：${count}`,
  scheduled: (at, now) => `将于 ${f.dateTime(at, now)} 发送。`,
  inAMinute: () => `一分钟后发送。`,
  dated: (at, now) => f.dateTime(at, now),
  takeBack: () => `撤回`,
  takenBack: () => `已撤回，没有通知任何人。`,
  stopped: () => `已停止。正在发送的消息仍会送达。`,
  over: () => `这次群发已经结束，不用再停止或撤回。`,
  none: () => `这个活动还没有群发过。`,
  underWay: (sent, planned) => `发送中：${f.number(sent)}/${people(f, planned)}`,
  ended: (stopped) => (stopped ? `已停止。` : `完成。`),
  sentTo: (sent, planned) => `已发送给 ${people(f, sent)}（共 ${people(f, planned)}）`,
  unreachable: (count) => `无法联系：${people(f, count)}`,
  optedOut: (count) => `期间取消接收优惠：${people(f, count)}`,
  refused: (count) => `平台拒绝：${people(f, count)}`,
  unknown: (count) => `不确定是否送达：${people(f, count)}`,
  notSent: (count) => `未发送：${people(f, count)}`,
  progress: () => `进度`,
  stop: () => `停止`,
  results: () => `效果`,
});

type Refusals = Pick<Words['refusals'], 'time-unreadable' | 'time-past' | 'quiet-hours'>;

export const broadcastRefusals = (f: Format): Refusals => ({
  'time-unreadable': (facts) =>
    `看不懂这个时间。请像这样发：18:30，或加上日期，例如 ${facts.now.getUTCFullYear()}-12-01 09:00。`,
  'time-past': (facts) => `${spacedAfter(f.end(facts.at, facts.now))}已经过了，请发之后的时间。`,
  'quiet-hours': (facts) =>
    `21:00 到 09:00 之间不发送优惠。最早可以发送的时间是 ${f.dateTime(facts.next, facts.now)}，请发 ${facts.typed}。`,
});
