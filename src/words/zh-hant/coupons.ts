import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const coupons = (f: Format): Words['coupons'] => ({
  dropsTitle: () => `現在可以領的優惠券`,
  noDrops: () => `目前沒有可以領的優惠券，有的話會通知您。`,
  claim: () => `領取`,
  show: () => `在櫃檯出示`,
  amount: (minor) => `折抵 ${f.money(minor)}`,
  percent: (basisPoints, cap) => `${discount(f, basisPoints)}${cap === undefined ? '' : `，最多折 ${f.money(cap)}`}`,
  gift: (gift) => `免費送：${gift}`,
  givesPoints: (points) => `送 ${f.number(points)} 點`,
  minimum: (minor) => `消費滿 ${f.money(minor)} 可用`,
  facts: (facts) => facts.join('，'),
  atStores: (stores) => `限${spaced(f.list(stores, 'or'))}使用`,
  forGoods: (goods) => `限購買${spaced(f.list(goods, 'or'))}使用`,
  withGoods: (goods) => `限購買${spaced(f.list(goods, 'or'))}時贈送`,
  notForGoods: (goods) => `${spacedAfter(f.list(goods))}不適用`,
  onDays: (days) => `限${f.weekdays(days)}使用`,
  between: (from, until) => `限 ${from}–${until} 使用`,
  validThrough: (until, now, zone) => `使用期限：${f.date(new Date(until.getTime() - 1), now, zone)}（含當天）`,
  validUntil: (until, now, zone) => `使用期限：${f.dateTime(until, now, zone)} 前`,
  validHours: (hours) => `領取後 ${f.number(hours)} 小時內有效`,
  validDays: (days) => (days === 0 ? `限領取當天使用` : `領取後 ${f.number(days)} 天內有效（不含領取當天）`),
  left: (left) => (left === 1 ? `只剩最後一張！` : `剩 ${f.number(left)} 張`),
  allGone: () => `已全部領完`,
  from: (at, now, zone) => `${f.dateTime(at, now, zone)} 開放領取`,
  until: (at, now, zone) => `${f.dateTime(at, now, zone)} 前可領取`,
  claimThrough: (at, now, zone) => `領取期限：${f.date(at, now, zone)}（含當天）`,
  youHaveIt: () => `您已經領了這張`,
  yours: () => `領到了，這張是您的！`,
  stillYours: () => `這張您已經領過了：`,
  showThis: () => `請在櫃檯出示這組代碼。`,
  walletTitle: () => `您的優惠券`,
  emptyWallet: () => `您還沒有優惠券。`,
  page: (page, pages) => `第 ${f.number(page)} 頁，共 ${f.number(pages)} 頁`,
  state: {
    issued: () => `可使用`,
    redeemed: (at, now) => `已於 ${f.dateTime(at, now)} 使用`,
    expired: (at, now) => `已於 ${spacedAfter(f.end(at, now))}到期`,
    revoked: () => `店家已收回`,
  },
  notToday: () => `今天不能用`,
});

/** 20% off is said as 8 折, 15% off as 85 折. */
function discount(f: Format, basisPoints: number): string {
  const pays = 10_000 - basisPoints;
  if (pays < 1000 || pays % 100) return `折抵 ${f.percent(basisPoints)}`;
  return `${pays % 1000 ? pays / 100 : pays / 1000} 折`;
}
