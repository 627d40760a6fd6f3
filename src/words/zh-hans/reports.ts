import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';
import { lift } from './lift.ts';
import { reportColumns, reportGroups } from './report-columns.ts';
import { reportNames } from './report-names.ts';
import { reportSegments } from './report-segments.ts';

const share = (f: Format, part: number, of: number) => f.percent(of === 0 ? 0 : Math.round((part / of) * 1000) * 10);

export const reports = (f: Format): Words['reports'] => ({
  lift: lift(f),
  segments: reportSegments(f),
  columns: reportColumns,
  groups: reportGroups,
  names: reportNames,
  choose: () =>
    `要看哪一份报表？默认是最近 30 天；要看其他时间段，请在后面加上，例如 /report cost 7、/report cost last-month 或 /report cost 2026-11-01..2026-11-15。`,
  inCurrency: (column, currency) => `${column}（${currency}）`,
  titled: (name, what) => (what ? `${name}：${what}` : name),
  noted: (name, note) => `${name}（${note}）`,
  days: (from, last, now, zone) =>
    from.getTime() === last.getTime() ? f.date(from, now, zone) : f.range(from, last, now, zone, '到 '),
  day: (at, now) => f.date(at, now),
  month: (civil) => f.month(civil),
  only: (store) => `仅${spacedBefore(store)}`,
  table: () => `下载表格（CSV）`,
  others: () => `其他报表`,
  nothing: () => `这段时间没有这类记录。`,
  chooseCampaign: () => `要看哪一个活动？`,
  funnelTold: (one) =>
    `通知了 ${f.number(one.told)} 人，其中至少 ${f.number(one.seen)} 人看过，${f.number(one.claimed)} 人领取。`,
  funnelUsed: (one) =>
    `领出 ${f.number(one.claimed)} 张，核销 ${f.number(one.used)} 张（${share(f, one.used, one.claimed)}）。`,
  usedHere: (used) => `在这里核销 ${f.number(used)} 张。`,
  fates: (one) =>
    [
      `核销 ${f.number(one.used)} 张`,
      one.undone > 0 ? `撤销核销 ${f.number(one.undone)} 次` : '',
      one.open > 0 ? `还能用 ${f.number(one.open)} 张` : '',
      one.expired > 0 ? `过期 ${f.number(one.expired)} 张` : '',
      one.revoked > 0 ? `收回 ${f.number(one.revoked)} 张` : '',
    ]
      .filter(Boolean)
      .join('、'),
  versionLine: (one) =>
    `• 第 ${f.number(one.version)} 版，${one.gives}：${one.told > 0 ? `通知 ${f.number(one.told)} 人，` : ''}领取 ${f.number(one.claimed)} 张；${one.fates}`,
  changed: (one) =>
    one.sure
      ? `每 100 张里，最新版比上一版${one.points > 0 ? '多' : '少'}核销 ${f.number(Math.abs(one.points))} 张（在 ${f.number(one.low)} 到 ${f.number(one.high)} 之间）。`
      : `最新版有没有比上一版好，目前还看不出来。`,
  unlike: () => `请注意：两版的领取时间不同，领的人也不一样。`,
  unlikeKnown: (before, after) =>
    `请注意，两版领的人不一样：领券前 90 天内消费过的，上一版有 ${share(f, before.known, before.people)}，最新版有 ${share(f, after.known, after.people)}。`,
  unlikeSpend: (before, after) =>
    `请注意，两版领的人消费不同：领券前 90 天人均，上一版 ${f.money(before.perHeadMinor)}，最新版 ${f.money(after.perHeadMinor)}。`,
  stillOpen: (count) => `最新版还有 ${f.number(count)} 张没用、也没过期，结果可能再变。`,
  kindsHead: (one) =>
    `这段时间领出 ${f.number(one.claimed)} 张，核销 ${f.number(one.used)} 张（${share(f, one.used, one.claimed)}）。`,
  kindLine: (one) =>
    `• ${one.name}：领取 ${f.number(one.claimed)} 张，${one.fates}（使用率 ${share(f, one.used, one.claimed)}）${one.discountMinor > 0 ? `；减免 ${f.money(one.discountMinor)}` : ''}`,
  kindLineHere: (one) =>
    `• ${one.name}：在这里核销 ${f.number(one.used)} 张${one.discountMinor > 0 ? `；减免 ${f.money(one.discountMinor)}` : ''}`,
  hoursHead: (one) =>
    `消费 ${f.number(one.purchases)} 笔（${f.money(one.spentMinor)}），核销 ${f.number(one.uses)} 张优惠券。`,
  busiest: () => `最热门的时段`,
  hourLine: (one) =>
    `• ${f.weekdays([one.weekday])} ${clock(one.hour)}：消费 ${f.number(one.purchases)} 笔，核销 ${f.number(one.uses)} 张`,
  weeksHead: (one) =>
    `销售 ${f.money(one.minor)}，其中用券的消费 ${f.money(one.withMinor)}（${share(f, one.withMinor, one.minor)}）。`,
  weekLine: (one) =>
    `• ${spacedAfter(f.date(one.monday, one.now, one.zone))}起的一周：用券 ${one.with}，没用券 ${one.without}`,
  sold: (minor, count) => `${f.money(minor)}（${f.number(count)} 笔）`,
  productsHead: (product, count) => `用券时最常买的是${spaced(product)}，共 ${f.number(count)} 笔。`,
  productsNone: () => `用券的消费都没有商品明细。`,
  productLine: (one) => `• ${one.product}：用券 ${one.with}，没用券 ${one.without}`,
  sameDay: () => `顾客当天在同一家门店核销过优惠券，就算用券。`,
  cohortsHead: (one) =>
    `${spacedAfter(f.month(one.month))}首次消费的 ${f.number(one.people)} 人，到目前人均消费 ${f.money(one.perHeadMinor)}。`,
  cohortLine: (one) =>
    `• ${f.month(one.month)}：${f.number(one.people)} 人，人均 ${f.money(one.perHeadMinor)}${one.next === null ? '' : `；次月有 ${share(f, one.next, one.people)} 回来消费`}`,
  lifetime: () => `终身价值：这批人到目前付的钱减去退款，再除以总人数。`,
  users: () => `核销最多的顾客`,
  spenders: () => `消费最多的顾客`,
  userLine: (place, name, uses) => `${f.number(place)}. ${name ?? '（没有名字）'}：${f.number(uses)} 张`,
  spenderLine: (place, name, minor, count) =>
    `${f.number(place)}. ${name ?? '（没有名字）'}：${f.money(minor)}（${f.number(count)} 笔）`,
  costHead: (one) => {
    const cost = one.discountMinor + one.feeMinor;
    const fee = one.feeMinor > 0 ? `花了 ${f.money(one.feeMinor)}` : '';
    const sent = one.messages > 0 ? `，消息 ${f.number(one.messages)} 条${fee}` : '';
    return `减免 ${f.money(one.discountMinor)}${sent}，用券的消费带来 ${f.money(one.keptMinor)}${cost > 0 ? `：每花 ${f.money(100)} 带来 ${f.money(Math.round((one.keptMinor / cost) * 100))}` : ''}。`;
  },
  costLine: (one) =>
    `• ${one.name}（${one.ref}）：核销 ${f.number(one.uses)} 张${one.gave ? `，${one.gave}` : ''}${one.messages ? `，消息 ${f.number(one.messages)} 条${one.feeMinor ? `（${f.money(one.feeMinor)}）` : ''}` : ''}${one.orders > 0 ? `；${f.number(one.orders)} 笔消费带来 ${f.money(one.keptMinor)}` : ''}`,
  costNote: () => `其中有多少是本来就会买的，请看 /report lift。`,
  weakness: (one): string => {
    const lost = `流失最多的是“${one.name}”（${one.ref}）：`;
    if (one.weakness === 'not-seen')
      return `${lost}通知了 ${f.number(one.of)} 人，确定看过的只有 ${f.number(one.kept)} 人。`;
    return one.weakness === 'not-claimed'
      ? `${lost}看过的 ${f.number(one.of)} 人里，只有 ${f.number(one.kept)} 人领取。`
      : `${lost}已经结束的 ${f.number(one.of)} 张里，只核销了 ${f.number(one.kept)} 张。`;
  },
  allWell: () => `没有哪个活动在哪一步流失超过一半，或者走到那一步的人还太少。`,
  advice: (weakness): string =>
    ({
      'not-seen': `可以换个时段，或换个渠道通知。`,
      'not-claimed': `可以把优惠做得更好，或把内容写得更清楚。`,
    })[weakness] ?? `可以提醒持有人，或放宽条件：期限长一点、门槛低一点、多几家门店。`,
  failLine: (one) => `• ${one.name}（${one.ref}）：${one.told}领取 ${f.number(one.claimed)} 张；${one.fates}`,
  failTold: (told, seen, claimed) =>
    `通知 ${f.number(told)} 人，至少 ${f.number(seen)} 人看过，其中 ${f.number(claimed)} 人领取；总共`,
  wrongCodes: (count) => `柜台输入了不存在的代码：${f.number(count)} 次`,
  sentAway: (list) => `柜台无法核销的券：${list}`,
  refusedAtTills: (list) => `七天内收银系统发来而被拒绝的：${list}`,
  refusedCode: (code, count): string =>
    `${
      {
        'code-shape': '不是代码',
        'code-typo': '代码输错',
        'code-unknown': '代码不存在',
        'coupon-used': '已经用过',
        'coupon-expired': '已过期',
        'coupon-revoked': '已收回',
        'coupon-wrong-store': '门店不对',
        'coupon-wrong-day': '日子不对',
        'coupon-wrong-hour': '时段不对',
        'minimum-missing': '未达最低消费',
        'amount-needed': '没有金额',
      }[code] ?? '赠品已送完'
    } ${f.number(count)} 次`,
  returnsHead: (one) =>
    `${f.number(one.orders)} 笔消费里，有 ${f.number(one.returned)} 笔全部或部分退货：${f.money(one.ofMinor)} 退了 ${f.money(one.minor)}（${share(f, one.minor, one.ofMinor)}）。`,
  returnLine: (one) =>
    `• ${one.name}：${f.number(one.orders)} 笔退 ${f.number(one.returned)} 笔，${f.money(one.minor)}（${share(f, one.minor, one.ofMinor)}）`,
  byProduct: () => `各商品`,
  byCampaign: () => `各优惠券`,
  withoutCoupon: () => `没有核销优惠券`,
  list: (items) => f.list(items),
  chart: {
    number: (value) => f.number(value),
    money: (minor) => f.money(minor),
    share: (value) => f.percent(Math.round(value * 1000) * 10),
    weekdays: () => [1, 2, 3, 4, 5, 6, 7].map((day) => f.weekdays([day])),
    oneStore: '仅单一门店',
    told: '通知',
    seen: '看过',
    claimed: '领取',
    used: '核销',
    undone: '撤销核销',
    purchases: '消费笔数',
    uses: '核销张数',
    with: '用券',
    without: '没用券',
    people: '人数',
    value: '人均',
    note: '首次消费之后，每个月回来消费的比例',
  },
});

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

type Refusals = Pick<
  Words['refusals'],
  'effect-unknown' | 'report-unknown' | 'report-period' | 'report-too-long' | 'report-too-slow'
>;

export const reportRefusals = (f: Format): Refusals => ({
  'effect-unknown': () => `没有这次群发或自动营销。可以比较的请看 /report lift。`,
  'report-unknown': () => `没有这份报表，或看不懂时间段。有哪些报表请看 /report。`,
  'report-period': () => `结束日期早于开始日期。请先写开始的日期，例如 2026-11-01..2026-11-15。`,
  'report-too-long': (facts) =>
    `一份报表放不下 ${f.number(facts.days)} 天。请选 ${f.number(facts.most)} 天以内，例如“上个月”或 2026-11-01..2026-11-15。`,
  'report-too-slow': () => `这份报表要算太久。请选短一点的时间段。`,
});
