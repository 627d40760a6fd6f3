import type { reasons as english } from '../en/segment-reasons.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';

const states: Record<string, string> = {
  high: '高價值',
  mid: '中價值',
  low: '低價值',
  active: '活躍',
  slipping: '快流失',
  lost: '已流失',
};

const inDays = (f: Format, days: number | null) => (days === null ? '' : `${f.number(days)} 天內`);
const ago = (f: Format, days: number) => (days === 0 ? '今天' : days === 1 ? '昨天' : `${f.number(days)} 天前`);
const at = (f: Format, stores: string[]) => (stores.length > 0 ? `在${spaced(f.list(stores, 'or'))}` : '');
const named = (f: Format, names: string[]) => (names.length > 0 ? `（${f.list(names, 'or')}）` : '');

export const reasons = (f: Format): ReturnType<typeof english> => ({
  visits: (n, days, stores) => `${inDays(f, days)}${at(f, stores)}${n === 0 ? '沒有來訪' : `來訪 ${f.number(n)} 次`}`,
  never: () => `從未來訪`,
  lastVisit: (days) => `上次來訪是${spacedBefore(ago(f, days))}`,
  firstVisit: (days) => `首次來訪是${spacedBefore(ago(f, days))}`,
  joined: (days) => `${ago(f, days)}加入`,
  spend: (minor, days, stores) => `${inDays(f, days)}${at(f, stores)}消費 ${f.money(minor)}`,
  average: (minor, days) => `${inDays(f, days)}平均每筆消費 ${f.money(minor)}`,
  bought: (name, n, days) =>
    `${inDays(f, days)}${n === 0 ? `沒有買${spacedBefore(name)}` : `買了 ${f.number(n)} 份${spacedBefore(name)}`}`,
  claimed: (n, days, refs) => `${inDays(f, days)}領取 ${f.number(n)} 張${named(f, refs)}`,
  used: (n, days, refs) => `${inDays(f, days)}使用 ${f.number(n)} 張${named(f, refs)}`,
  unused: (n, last) => `最近 ${f.number(last)} 張有 ${f.number(n)} 張沒用`,
  points: (n) => `${f.number(n)} 點`,
  rating: (stars) => `上次評分 ${f.number(stars)} 顆星`,
  noRating: () => `沒有評分`,
  noOrder: () => `沒有消費`,
  state: (is) => states[is] ?? is,
  tier: (name) => `${name}`,
  noTier: () => `沒有等級`,
  store: (name) => `常去${spacedBefore(name)}`,
  noStore: () => `沒有常去的門市`,
  city: (name) => `城市：${name}`,
  noCity: () => `城市不明`,
  tag: (tags) => `標籤：${tags.join('、')}`,
  noTag: (tags) => `沒有標籤：${tags.join('、')}`,
  language: (name) => `語言：${name}`,
  channel: (names) => `在${spacedAfter(spacedBefore(f.list(names)))}上`,
  noChannel: (names) => `不在${spacedAfter(spacedBefore(f.list(names, 'or')))}上`,
  list: (names) => `在名單上：${names.join('、')}`,
  noList: (names) => `不在名單上：${names.join('、')}`,
  birthday: (day, now) => `生日 ${f.date(day, now, 'UTC')}`,
  noBirthday: () => `沒有生日資料`,
});
