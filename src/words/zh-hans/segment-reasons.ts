import type { reasons as english } from '../en/segment-reasons.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';

const states: Record<string, string> = {
  high: '高价值',
  mid: '中价值',
  low: '低价值',
  active: '活跃',
  slipping: '快流失',
  lost: '已流失',
};

const inDays = (f: Format, days: number | null) => (days === null ? '' : `${f.number(days)} 天内`);
const ago = (f: Format, days: number) => (days === 0 ? '今天' : days === 1 ? '昨天' : `${f.number(days)} 天前`);
const at = (f: Format, stores: string[]) => (stores.length > 0 ? `在${spaced(f.list(stores, 'or'))}` : '');
const named = (f: Format, names: string[]) => (names.length > 0 ? `（${f.list(names, 'or')}）` : '');

export const reasons = (f: Format): ReturnType<typeof english> => ({
  visits: (n, days, stores) => `${inDays(f, days)}${at(f, stores)}${n === 0 ? '没有来访' : `来访 ${f.number(n)} 次`}`,
  never: () => `从未来访`,
  lastVisit: (days) => `上次来访是${spacedBefore(ago(f, days))}`,
  firstVisit: (days) => `首次来访是${spacedBefore(ago(f, days))}`,
  joined: (days) => `${ago(f, days)}加入`,
  spend: (minor, days, stores) => `${inDays(f, days)}${at(f, stores)}消费 ${f.money(minor)}`,
  average: (minor, days) => `${inDays(f, days)}平均每笔消费 ${f.money(minor)}`,
  bought: (name, n, days) =>
    `${inDays(f, days)}${n === 0 ? `没有买${spacedBefore(name)}` : `买了 ${f.number(n)} 份${spacedBefore(name)}`}`,
  claimed: (n, days, refs) => `${inDays(f, days)}领取 ${f.number(n)} 张${named(f, refs)}`,
  used: (n, days, refs) => `${inDays(f, days)}使用 ${f.number(n)} 张${named(f, refs)}`,
  unused: (n, last) => `最近 ${f.number(last)} 张有 ${f.number(n)} 张没用`,
  points: (n) => `${f.number(n)} 积分`,
  rating: (stars) => `上次评分 ${f.number(stars)} 星`,
  noRating: () => `没有评分`,
  noOrder: () => `没有消费`,
  state: (is) => states[is] ?? is,
  tier: (name) => `${name}`,
  noTier: () => `没有等级`,
  store: (name) => `常去${spacedBefore(name)}`,
  noStore: () => `没有常去的门店`,
  city: (name) => `城市：${name}`,
  noCity: () => `城市不明`,
  tag: (tags) => `标签：${tags.join('、')}`,
  noTag: (tags) => `没有标签：${tags.join('、')}`,
  language: (name) => `语言：${name}`,
  channel: (names) => `在${spacedAfter(spacedBefore(f.list(names)))}上`,
  noChannel: (names) => `不在${spacedAfter(spacedBefore(f.list(names, 'or')))}上`,
  list: (names) => `在名单上：${names.join('、')}`,
  noList: (names) => `不在名单上：${names.join('、')}`,
  birthday: (day, now) => `生日 ${f.date(day, now, 'UTC')}`,
  noBirthday: () => `没有生日资料`,
});
