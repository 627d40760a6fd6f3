import type { Format } from '../format.ts';
import { lift } from './lift.ts';
import { reportColumns, reportGroups } from './report-columns.ts';
import { reportNames } from './report-names.ts';
import { reportSegments } from './report-segments.ts';

const n = (f: Format, count: number, one: string, many: string) => `${f.number(count)} ${count === 1 ? one : many}`;
const people = (f: Format, count: number) => n(f, count, 'person', 'people');
const orders = (f: Format, count: number) => n(f, count, 'order', 'orders');
/** A part of a whole, to a tenth of a percent. */
const share = (f: Format, part: number, of: number) => f.percent(of === 0 ? 0 : Math.round((part / of) * 1000) * 10);

type Costs = { messages: number | null; feeMinor: number | null };
/** Who claimed a version, and what they had done before. */
type Claimed = { people: number; known: number; perHeadMinor: number };

export const reports = (f: Format) => ({
  lift: lift(f),
  segments: reportSegments(f),
  columns: reportColumns,
  groups: reportGroups,
  names: reportNames,
  choose: () =>
    `Which report? Each covers the last 30 days. For other days, add them, such as /report cost 7, /report cost last-month or /report cost 2026-11-01..2026-11-15.`,
  inCurrency: (column: string, currency: string) => `${column} (${currency})`,
  titled: (name: string, what: string | null) => (what ? `${name}: ${what}` : name),
  noted: (name: string, note: string) => `${name} (${note})`,
  days: (from: Date, last: Date, now: Date, zone: string) =>
    from.getTime() === last.getTime() ? f.date(from, now, zone) : f.range(from, last, now, zone, ' – '),
  day: (at: Date, now: Date) => f.date(at, now),
  month: (civil: string) => f.month(civil),
  only: (store: string) => `${store} only`,
  table: () => `Table (CSV)`,
  others: () => `Other reports`,
  nothing: () => `There was nothing of the kind in these days.`,
  chooseCampaign: () => `For which campaign?`,
  funnelTold: (one: { told: number; seen: number; claimed: number }) =>
    `Of ${people(f, one.told)} told, at least ${f.number(one.seen)} looked, and ${f.number(one.claimed)} claimed.`,
  funnelUsed: (one: { claimed: number; used: number }) =>
    `${f.number(one.used)} of ${n(f, one.claimed, 'claimed coupon', 'claimed coupons')} ${one.used === 1 ? 'was' : 'were'} used (${share(f, one.used, one.claimed)}).`,
  usedHere: (used: number) => `${n(f, used, 'was', 'were')} used here.`,
  fates: (one: { used: number; undone: number; open: number; expired: number; revoked: number }) =>
    [
      `${f.number(one.used)} used`,
      one.undone > 0 ? `${f.number(one.undone)} taken back` : '',
      one.open > 0 ? `${f.number(one.open)} can still be used` : '',
      one.expired > 0 ? `${f.number(one.expired)} expired` : '',
      one.revoked > 0 ? `${f.number(one.revoked)} withdrawn` : '',
    ]
      .filter(Boolean)
      .join(', '),
  versionLine: (one: { version: number; gives: string; told: number; claimed: number; fates: string }) =>
    `• Version ${f.number(one.version)}, ${one.gives}: ${one.told > 0 ? `${f.number(one.told)} told, ` : ''}${f.number(one.claimed)} claimed; ${one.fates}`,
  changed: (one: { points: number; low: number; high: number; sure: boolean }) =>
    one.sure
      ? `Of the newest version, ${f.number(Math.abs(one.points))} in 100 ${one.points > 0 ? 'more' : 'fewer'} are used than of the one before (between ${f.number(one.low)} and ${f.number(one.high)}).`
      : `We cannot say yet whether the newest version does better than the one before.`,
  unlike: () => `Mind that each version was claimed by other people, at another time.`,
  unlikeKnown: (before: Claimed, after: Claimed) =>
    `Careful, they are not the same people: ${share(f, before.known, before.people)} of those who claimed the version before had bought within 90 days, of the newest ${share(f, after.known, after.people)}.`,
  unlikeSpend: (before: Claimed, after: Claimed) =>
    `Careful, they spend differently: ${f.money(before.perHeadMinor)} each in the 90 days before, of the newest ${f.money(after.perHeadMinor)}.`,
  stillOpen: (count: number) =>
    `${n(f, count, 'coupon', 'coupons')} of the newest version can still be used, so this may change.`,
  kindsHead: (one: { claimed: number; used: number }) =>
    `${f.number(one.used)} of ${n(f, one.claimed, 'claimed coupon', 'claimed coupons')} ${one.used === 1 ? 'was' : 'were'} used (${share(f, one.used, one.claimed)}).`,
  kindLine: (one: { name: string; claimed: number; used: number; fates: string; discountMinor: number }) =>
    `• ${one.name}: ${f.number(one.claimed)} claimed, ${one.fates} (${share(f, one.used, one.claimed)} used)${one.discountMinor > 0 ? `; ${f.money(one.discountMinor)} off` : ''}`,
  kindLineHere: (one: { name: string; used: number; discountMinor: number }) =>
    `• ${one.name}: ${f.number(one.used)} used here${one.discountMinor > 0 ? `; ${f.money(one.discountMinor)} off` : ''}`,
  hoursHead: (one: { purchases: number; spentMinor: number; uses: number }) =>
    `${n(f, one.purchases, 'purchase', 'purchases')} (${f.money(one.spentMinor)}), and ${n(f, one.uses, 'coupon', 'coupons')} used.`,
  busiest: () => `Busiest`,
  hourLine: (one: { weekday: number; hour: number; purchases: number; uses: number }) =>
    `• ${f.weekdays([one.weekday])} ${clock(one.hour)}: ${n(f, one.purchases, 'purchase', 'purchases')}, ${n(f, one.uses, 'coupon', 'coupons')} used`,
  weeksHead: (one: { withMinor: number; minor: number }) =>
    `${f.money(one.withMinor)} of ${f.money(one.minor)} was sold with a coupon (${share(f, one.withMinor, one.minor)}).`,
  weekLine: (one: { monday: Date; now: Date; zone: string; with: string; without: string }) =>
    `• Week of ${f.date(one.monday, one.now, one.zone)}: ${one.with} with a coupon, ${one.without} without`,
  sold: (minor: number, count: number) => `${f.money(minor)} (${orders(f, count)})`,
  productsHead: (product: string, count: number) => `Bought with a coupon most: ${product}, in ${orders(f, count)}.`,
  productsNone: () => `No order with a coupon says what was bought.`,
  productLine: (one: { product: string; with: string; without: string }) =>
    `• ${one.product}: ${one.with} with a coupon, ${one.without} without`,
  sameDay: () => `With a coupon: the customer used one on that day in that store.`,
  cohortsHead: (one: { month: string; people: number; perHeadMinor: number }) =>
    one.people === 1
      ? `1 person first bought in ${f.month(one.month)}, and has spent ${f.money(one.perHeadMinor)} so far.`
      : `${people(f, one.people)} first bought in ${f.month(one.month)}, and have spent ${f.money(one.perHeadMinor)} each so far.`,
  cohortLine: (one: { month: string; people: number; perHeadMinor: number; next: number | null }) =>
    `• ${f.month(one.month)}: ${people(f, one.people)}, ${f.money(one.perHeadMinor)} each so far${one.next === null ? '' : `; ${share(f, one.next, one.people)} came back the month after`}`,
  lifetime: () => `Lifetime value: what they have paid so far, less what was given back, divided by all of them.`,
  users: () => `Most coupons used`,
  spenders: () => `Most spent`,
  userLine: (place: number, name: string | null, uses: number) =>
    `${f.number(place)}. ${name ?? '(no name)'}: ${n(f, uses, 'coupon', 'coupons')}`,
  spenderLine: (place: number, name: string | null, minor: number, count: number) =>
    `${f.number(place)}. ${name ?? '(no name)'}: ${f.money(minor)} (${orders(f, count)})`,
  costHead: (one: { discountMinor: number; keptMinor: number; messages: number; feeMinor: number }) => {
    const cost = one.discountMinor + one.feeMinor;
    const fee = one.feeMinor > 0 ? `cost ${f.money(one.feeMinor)}` : `${one.messages === 1 ? 'was' : 'were'} sent`;
    const sent = one.messages > 0 ? `, ${n(f, one.messages, 'message', 'messages')} ${fee}` : '';
    return `${f.money(one.discountMinor)} was taken off${sent}, and orders with a coupon brought ${f.money(one.keptMinor)}${cost > 0 ? `: ${f.money(Math.round((one.keptMinor / cost) * 100))} for each ${f.money(100)}` : ''}.`;
  },
  costLine: (
    one: Costs & { name: string; ref: string; uses: number; gave: string; orders: number; keptMinor: number },
  ) =>
    `• ${one.name} (${one.ref}): ${f.number(one.uses)} used${one.gave ? `, ${one.gave}` : ''}${one.messages ? `, ${n(f, one.messages, 'message', 'messages')}${one.feeMinor ? ` for ${f.money(one.feeMinor)}` : ''}` : ''}${one.orders > 0 ? `; ${orders(f, one.orders)} brought ${f.money(one.keptMinor)}` : ''}`,
  costNote: () => `How much of that would have been bought anyway, see /report lift.`,
  weakness: (one: { weakness: string; name: string; ref: string; kept: number; of: number }): string => {
    const of = { 'not-seen': 'told', 'not-claimed': 'who looked' }[one.weakness];
    const what = { 'not-seen': 'looked for sure', 'not-claimed': 'claimed' }[one.weakness];
    return of
      ? `Most is lost with “${one.name}” (${one.ref}): of ${f.number(one.of)} ${of} only ${f.number(one.kept)} ${what}.`
      : `Most is lost with “${one.name}” (${one.ref}): of ${n(f, one.of, 'coupon', 'coupons')} whose time is over only ${f.number(one.kept)} ${one.kept === 1 ? 'was' : 'were'} used.`;
  },
  allWell: () => `No campaign loses more than half of its people at any step, or too few came that far to say.`,
  advice: (weakness: string): string =>
    ({
      'not-seen': `Tell them at another hour or on another channel.`,
      'not-claimed': `Make the offer better, or its text clearer.`,
    })[weakness] ?? `Remind the holders, or make it easier to use: longer, for less, in more stores.`,
  failLine: (one: { name: string; ref: string; told: string; claimed: number; fates: string }) =>
    `• ${one.name} (${one.ref}): ${one.told}${f.number(one.claimed)} claimed; ${one.fates}`,
  failTold: (told: number, seen: number, claimed: number) =>
    `${f.number(told)} told, ${f.number(seen)} of them looked for sure, ${f.number(claimed)} of them claimed; in all `,
  wrongCodes: (count: number) => `Codes typed at the counter that do not exist: ${f.number(count)}`,
  sentAway: (list: string) => `Coupons that the counter could not take: ${list}`,
  refusedAtTills: (list: string) => `Refused at tills within seven days: ${list}`,
  refusedCode: (code: string, count: number): string =>
    `${
      {
        'code-shape': 'no code',
        'code-typo': 'mistyped',
        'code-unknown': 'unknown',
        'coupon-used': 'used already',
        'coupon-expired': 'expired',
        'coupon-revoked': 'withdrawn',
        'coupon-wrong-store': 'other store',
        'coupon-wrong-day': 'other day',
        'coupon-wrong-hour': 'other hour',
        'minimum-missing': 'below the minimum',
        'amount-needed': 'no amount',
      }[code] ?? 'gifts gone'
    } ${f.number(count)}`,
  returnsHead: (one: { returned: number; orders: number; minor: number; ofMinor: number }) =>
    `${f.number(one.returned)} of ${orders(f, one.orders)} came back, in whole or in part: ${f.money(one.minor)} of ${f.money(one.ofMinor)} (${share(f, one.minor, one.ofMinor)}).`,
  returnLine: (one: { name: string; returned: number; orders: number; minor: number; ofMinor: number }) =>
    `• ${one.name}: ${f.number(one.returned)} of ${orders(f, one.orders)}, ${f.money(one.minor)} (${share(f, one.minor, one.ofMinor)})`,
  byProduct: () => `By product`,
  byCampaign: () => `By coupon`,
  withoutCoupon: () => `No coupon redeemed`,
  list: (items: string[]) => f.list(items),
  chart: {
    number: (value: number) => f.number(value),
    money: (minor: number) => f.money(minor),
    share: (value: number) => f.percent(Math.round(value * 1000) * 10),
    weekdays: () => [1, 2, 3, 4, 5, 6, 7].map((day) => f.weekdays([day])),
    oneStore: 'One store only',
    told: 'Told',
    seen: 'Looked',
    claimed: 'Claimed',
    used: 'Used',
    undone: 'Taken back',
    purchases: 'Purchases',
    uses: 'Coupons used',
    with: 'With a coupon',
    without: 'Without',
    people: 'People',
    value: 'Each so far',
    note: 'Share that bought in each month since their first purchase',
  },
});

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

export const reportRefusals = (f: Format) => ({
  'effect-unknown': () => `There is no such broadcast or trigger. /report lift lists those whose effect can be seen.`,
  'report-unknown': () => `There is no such report, or I cannot read the days. See /report for the reports there are.`,
  'report-period': () => `The period ends before it begins. Send the first day first, such as 2026-11-01..2026-11-15.`,
  'report-too-long': (facts: { days: number; most: number }) =>
    `${f.number(facts.days)} days are too many for one report. Ask for ${f.number(facts.most)} days or fewer, such as last-month, or 2026-11-01..2026-11-15.`,
  'report-too-slow': () => `That takes longer than we let anybody wait. Ask for fewer days.`,
});
