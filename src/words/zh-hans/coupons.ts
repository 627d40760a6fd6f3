import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const coupons = (f: Format): Words['coupons'] => ({
  dropsTitle: () => `现在可以领的优惠券`,
  noDrops: () => `目前没有可以领的优惠券，有了会通知您。`,
  claim: () => `领取`,
  show: () => `在柜台出示`,
  amount: (minor) => `立减 ${f.money(minor)}`,
  percent: (basisPoints, cap) => `${discount(f, basisPoints)}${cap === undefined ? '' : `，最多减 ${f.money(cap)}`}`,
  gift: (gift) => `免费送：${gift}`,
  givesPoints: (points) => `送 ${f.number(points)} 积分`,
  minimum: (minor) => `满 ${f.money(minor)} 可用`,
  facts: (facts) => facts.join('，'),
  atStores: (stores) => `限${spaced(f.list(stores, 'or'))}使用`,
  forGoods: (goods) => `限购买${spaced(f.list(goods, 'or'))}使用`,
  withGoods: (goods) => `限购买${spaced(f.list(goods, 'or'))}时赠送`,
  notForGoods: (goods) => `${spacedAfter(f.list(goods))}不适用`,
  onDays: (days) => `限${f.weekdays(days)}使用`,
  between: (from, until) => `限 ${from}–${until} 使用`,
  validThrough: (until, now, zone) => `有效期至 ${f.date(new Date(until.getTime() - 1), now, zone)}（含当天）`,
  validUntil: (until, now, zone) => `有效期至 ${f.dateTime(until, now, zone)}`,
  validHours: (hours) => `领取后 ${f.number(hours)} 小时内有效`,
  validDays: (days) => (days === 0 ? `限领取当天使用` : `领取后 ${f.number(days)} 天内有效（不含领取当天）`),
  left: (left) => (left === 1 ? `只剩最后一张！` : `剩 ${f.number(left)} 张`),
  allGone: () => `已全部领完`,
  from: (at, now, zone) => `${f.dateTime(at, now, zone)} 开始领取`,
  until: (at, now, zone) => `${f.dateTime(at, now, zone)} 前可领取`,
  claimThrough: (at, now, zone) => `领取期限：${f.date(at, now, zone)}（含当天）`,
  youHaveIt: () => `您已经领了这张`,
  yours: () => `领到了，这张是您的！`,
  stillYours: () => `这张您已经领过了：`,
  showThis: () => `请在柜台出示这个代码。`,
  walletTitle: () => `您的优惠券`,
  emptyWallet: () => `您还没有优惠券。`,
  page: (page, pages) => `第 ${f.number(page)} 页，共 ${f.number(pages)} 页`,
  state: {
    issued: () => `可使用`,
    redeemed: (at, now) => `已于 ${f.dateTime(at, now)} 使用`,
    expired: (at, now) => `已于 ${spacedAfter(f.end(at, now))}到期`,
    revoked: () => `商家已收回`,
  },
  notToday: () => `今天不能用`,
});

/** 20% off is said as 8 折, 15% off as 8.5 折. */
function discount(f: Format, basisPoints: number): string {
  const pays = 10_000 - basisPoints;
  if (pays < 1000 || pays % 100) return `立减 ${f.percent(basisPoints)}`;
  return `${pays / 1000} 折`;
}
