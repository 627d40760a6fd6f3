import type { Format } from '../format.ts';

export const coupons = (f: Format) => ({
  dropsTitle: () => `Coupons you can claim`,
  noDrops: () => `There is nothing to claim right now. We will tell you when there is.`,
  claim: () => `Claim`,
  show: () => `Show at the counter`,
  amount: (minor: number) => `${f.money(minor)} off`,
  percent: (basisPoints: number, cap: number | undefined) =>
    `${f.percent(basisPoints)} off${cap === undefined ? '' : `, at most ${f.money(cap)}`}`,
  gift: (gift: string) => `Free: ${gift}`,
  givesPoints: (points: number) => `${f.number(points)} ${points === 1 ? 'point' : 'points'}`,
  minimum: (minor: number) => `from an order of ${f.money(minor)}`,
  facts: (facts: string[]) => facts.join(', '),
  atStores: (stores: string[]) => `at ${f.list(stores, 'or')}`,
  forGoods: (goods: string[]) => `for ${f.list(goods)}`,
  withGoods: (goods: string[]) => `with ${f.list(goods, 'or')}`,
  notForGoods: (goods: string[]) => `not for ${f.list(goods, 'or')}`,
  onDays: (days: number[]) => `on ${f.weekdays(days)}`,
  between: (from: string, until: string) => `from ${from} to ${until}`,
  validThrough: (until: Date, now: Date, zone: string) =>
    `Valid through ${f.date(new Date(until.getTime() - 1), now, zone)}`,
  validUntil: (until: Date, now: Date, zone: string) => `Valid until ${f.dateTime(until, now, zone)}`,
  validHours: (hours: number) => `Valid for ${f.number(hours)} ${hours === 1 ? 'hour' : 'hours'} after you claim it`,
  validDays: (days: number) =>
    days === 0
      ? `Valid on the day you claim it`
      : `Valid for ${f.number(days)} ${days === 1 ? 'day' : 'days'} after the day you claim it`,
  left: (left: number) => (left === 1 ? `The last one!` : `${f.number(left)} left`),
  allGone: () => `All gone`,
  from: (at: Date, now: Date, zone: string) => `From ${f.dateTime(at, now, zone)}`,
  until: (at: Date, now: Date, zone: string) =>
    `Claim ${f.time(at, zone) === '00:00' ? 'through' : 'until'} ${f.end(at, now, zone)}`,
  claimThrough: (at: Date, now: Date, zone: string) => `Claim through ${f.date(at, now, zone)}`,
  youHaveIt: () => `You have this one`,
  yours: () => `It’s yours!`,
  stillYours: () => `You have this one already:`,
  showThis: () => `Show this code at the counter.`,
  walletTitle: () => `Your coupons`,
  emptyWallet: () => `You have no coupons yet.`,
  page: (page: number, pages: number) => `Page ${f.number(page)} of ${f.number(pages)}`,
  state: {
    issued: () => `Ready to use`,
    redeemed: (at: Date, now: Date) => `Used on ${f.dateTime(at, now)}`,
    expired: (at: Date, now: Date) => `Expired on ${f.end(at, now)}`,
    revoked: () => `Withdrawn by the shop`,
  },
  notToday: () => `Not valid today`,
});
