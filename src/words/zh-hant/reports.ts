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
    `要看哪一份報表？預設是最近 30 天；要看其他期間，請在後面加上，例如 /report cost 7、/report cost last-month 或 /report cost 2026-11-01..2026-11-15。`,
  inCurrency: (column, currency) => `${column}（${currency}）`,
  titled: (name, what) => (what ? `${name}：${what}` : name),
  noted: (name, note) => `${name}（${note}）`,
  days: (from, last, now, zone) =>
    from.getTime() === last.getTime() ? f.date(from, now, zone) : f.range(from, last, now, zone, '到 '),
  day: (at, now) => f.date(at, now),
  month: (civil) => f.month(civil),
  only: (store) => `僅${spacedBefore(store)}`,
  table: () => `下載表格（CSV）`,
  others: () => `其他報表`,
  nothing: () => `這段期間沒有這類紀錄。`,
  chooseCampaign: () => `要看哪一個活動？`,
  funnelTold: (one) =>
    `通知了 ${f.number(one.told)} 人，其中至少 ${f.number(one.seen)} 人看過，${f.number(one.claimed)} 人領取。`,
  funnelUsed: (one) =>
    `領出 ${f.number(one.claimed)} 張，核銷 ${f.number(one.used)} 張（${share(f, one.used, one.claimed)}）。`,
  usedHere: (used) => `在這裡核銷 ${f.number(used)} 張。`,
  fates: (one) =>
    [
      `核銷 ${f.number(one.used)} 張`,
      one.undone > 0 ? `取消核銷 ${f.number(one.undone)} 次` : '',
      one.open > 0 ? `還能用 ${f.number(one.open)} 張` : '',
      one.expired > 0 ? `過期 ${f.number(one.expired)} 張` : '',
      one.revoked > 0 ? `收回 ${f.number(one.revoked)} 張` : '',
    ]
      .filter(Boolean)
      .join('、'),
  versionLine: (one) =>
    `• 第 ${f.number(one.version)} 版，${one.gives}：${one.told > 0 ? `通知 ${f.number(one.told)} 人，` : ''}領取 ${f.number(one.claimed)} 張；${one.fates}`,
  changed: (one) =>
    one.sure
      ? `每 100 張當中，最新版比前一版${one.points > 0 ? '多' : '少'}核銷 ${f.number(Math.abs(one.points))} 張（介於 ${f.number(one.low)} 和 ${f.number(one.high)} 之間）。`
      : `最新版有沒有比前一版好，目前還看不出來。`,
  unlike: () => `請留意：兩版的領取時間不同，領的人也不一樣。`,
  unlikeKnown: (before, after) =>
    `請注意，兩版領的人不一樣：領券前 90 天內消費過的，上一版有 ${share(f, before.known, before.people)}，最新版有 ${share(f, after.known, after.people)}。`,
  unlikeSpend: (before, after) =>
    `請注意，兩版領的人消費不同：領券前 90 天平均每人，上一版 ${f.money(before.perHeadMinor)}，最新版 ${f.money(after.perHeadMinor)}。`,
  stillOpen: (count) => `最新版還有 ${f.number(count)} 張沒用、也沒過期，結果可能再變。`,
  kindsHead: (one) =>
    `這段期間領出 ${f.number(one.claimed)} 張，核銷 ${f.number(one.used)} 張（${share(f, one.used, one.claimed)}）。`,
  kindLine: (one) =>
    `• ${one.name}：領取 ${f.number(one.claimed)} 張，${one.fates}（使用率 ${share(f, one.used, one.claimed)}）${one.discountMinor > 0 ? `；折抵 ${f.money(one.discountMinor)}` : ''}`,
  kindLineHere: (one) =>
    `• ${one.name}：在這裡核銷 ${f.number(one.used)} 張${one.discountMinor > 0 ? `；折抵 ${f.money(one.discountMinor)}` : ''}`,
  hoursHead: (one) =>
    `消費 ${f.number(one.purchases)} 筆（${f.money(one.spentMinor)}），核銷 ${f.number(one.uses)} 張優惠券。`,
  busiest: () => `最熱門的時段`,
  hourLine: (one) =>
    `• ${f.weekdays([one.weekday])} ${clock(one.hour)}：消費 ${f.number(one.purchases)} 筆，核銷 ${f.number(one.uses)} 張`,
  weeksHead: (one) =>
    `銷售 ${f.money(one.minor)}，其中用券的消費 ${f.money(one.withMinor)}（${share(f, one.withMinor, one.minor)}）。`,
  weekLine: (one) =>
    `• ${spacedAfter(f.date(one.monday, one.now, one.zone))}起的一週：用券 ${one.with}，沒用券 ${one.without}`,
  sold: (minor, count) => `${f.money(minor)}（${f.number(count)} 筆）`,
  productsHead: (product, count) => `用券時最常買的是${spaced(product)}，共 ${f.number(count)} 筆。`,
  productsNone: () => `用券的消費都沒有商品明細。`,
  productLine: (one) => `• ${one.product}：用券 ${one.with}，沒用券 ${one.without}`,
  sameDay: () => `顧客當天在同一間門市核銷過優惠券，就算用券。`,
  cohortsHead: (one) =>
    `${spacedAfter(f.month(one.month))}首次消費的 ${f.number(one.people)} 人，到目前平均每人消費 ${f.money(one.perHeadMinor)}。`,
  cohortLine: (one) =>
    `• ${f.month(one.month)}：${f.number(one.people)} 人，平均每人 ${f.money(one.perHeadMinor)}${one.next === null ? '' : `；隔月有 ${share(f, one.next, one.people)} 回來消費`}`,
  lifetime: () => `終身價值：這群人到目前付的錢扣掉退款，再除以總人數。`,
  users: () => `核銷最多的顧客`,
  spenders: () => `消費最多的顧客`,
  userLine: (place, name, uses) => `${f.number(place)}. ${name ?? '（沒有名字）'}：${f.number(uses)} 張`,
  spenderLine: (place, name, minor, count) =>
    `${f.number(place)}. ${name ?? '（沒有名字）'}：${f.money(minor)}（${f.number(count)} 筆）`,
  costHead: (one) => {
    const cost = one.discountMinor + one.feeMinor;
    const fee = one.feeMinor > 0 ? `花了 ${f.money(one.feeMinor)}` : '';
    const sent = one.messages > 0 ? `，訊息 ${f.number(one.messages)} 則${fee}` : '';
    return `折抵 ${f.money(one.discountMinor)}${sent}，用券的消費帶來 ${f.money(one.keptMinor)}${cost > 0 ? `：每花 ${f.money(100)} 帶來 ${f.money(Math.round((one.keptMinor / cost) * 100))}` : ''}。`;
  },
  costLine: (one) =>
    `• ${one.name}（${one.ref}）：核銷 ${f.number(one.uses)} 張${one.gave ? `，${one.gave}` : ''}${one.messages ? `，訊息 ${f.number(one.messages)} 則${one.feeMinor ? `（${f.money(one.feeMinor)}）` : ''}` : ''}${one.orders > 0 ? `；${f.number(one.orders)} 筆消費帶來 ${f.money(one.keptMinor)}` : ''}`,
  costNote: () => `其中有多少是本來就會買的，請看 /report lift。`,
  weakness: (one): string => {
    const lost = `流失最多的是「${one.name}」（${one.ref}）：`;
    if (one.weakness === 'not-seen')
      return `${lost}通知了 ${f.number(one.of)} 人，確定看過的只有 ${f.number(one.kept)} 人。`;
    return one.weakness === 'not-claimed'
      ? `${lost}看過的 ${f.number(one.of)} 人當中，只有 ${f.number(one.kept)} 人領取。`
      : `${lost}已經結束的 ${f.number(one.of)} 張當中，只核銷了 ${f.number(one.kept)} 張。`;
  },
  allWell: () => `沒有哪個活動在哪一步流失超過一半，或是走到那一步的人還太少。`,
  advice: (weakness): string =>
    ({
      'not-seen': `可以換個時段，或換個通路通知。`,
      'not-claimed': `可以把優惠做得更好，或把內容寫得更清楚。`,
    })[weakness] ?? `可以提醒持有人，或放寬條件：期限長一點、門檻低一點、多幾間門市。`,
  failLine: (one) => `• ${one.name}（${one.ref}）：${one.told}領取 ${f.number(one.claimed)} 張；${one.fates}`,
  failTold: (told, seen, claimed) =>
    `通知 ${f.number(told)} 人，至少 ${f.number(seen)} 人看過，其中 ${f.number(claimed)} 人領取；總共`,
  wrongCodes: (count) => `櫃檯輸入了不存在的代碼：${f.number(count)} 次`,
  sentAway: (list) => `櫃檯無法核銷的券：${list}`,
  refusedAtTills: (list) => `七天內收銀系統送來而被拒絕的：${list}`,
  refusedCode: (code, count): string =>
    `${
      {
        'code-shape': '不是代碼',
        'code-typo': '代碼打錯',
        'code-unknown': '代碼不存在',
        'coupon-used': '已經用過',
        'coupon-expired': '已過期',
        'coupon-revoked': '已收回',
        'coupon-wrong-store': '門市不對',
        'coupon-wrong-day': '日子不對',
        'coupon-wrong-hour': '時段不對',
        'minimum-missing': '未達最低消費',
        'amount-needed': '沒有金額',
      }[code] ?? '贈品已送完'
    } ${f.number(count)} 次`,
  returnsHead: (one) =>
    `${f.number(one.orders)} 筆消費當中，有 ${f.number(one.returned)} 筆全部或部分退貨：${f.money(one.ofMinor)} 退了 ${f.money(one.minor)}（${share(f, one.minor, one.ofMinor)}）。`,
  returnLine: (one) =>
    `• ${one.name}：${f.number(one.orders)} 筆退 ${f.number(one.returned)} 筆，${f.money(one.minor)}（${share(f, one.minor, one.ofMinor)}）`,
  byProduct: () => `各商品`,
  byCampaign: () => `各優惠券`,
  withoutCoupon: () => `沒有核銷優惠券`,
  list: (items) => f.list(items),
  chart: {
    number: (value) => f.number(value),
    money: (minor) => f.money(minor),
    share: (value) => f.percent(Math.round(value * 1000) * 10),
    weekdays: () => [1, 2, 3, 4, 5, 6, 7].map((day) => f.weekdays([day])),
    oneStore: '僅單一門市',
    told: '通知',
    seen: '看過',
    claimed: '領取',
    used: '核銷',
    undone: '取消核銷',
    purchases: '消費筆數',
    uses: '核銷張數',
    with: '用券',
    without: '沒用券',
    people: '人數',
    value: '平均每人',
    note: '首次消費之後，每個月回來消費的比例',
  },
});

const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

type Refusals = Pick<
  Words['refusals'],
  'effect-unknown' | 'report-unknown' | 'report-period' | 'report-too-long' | 'report-too-slow'
>;

export const reportRefusals = (f: Format): Refusals => ({
  'effect-unknown': () => `沒有這次推播或自動行銷。可以比較的請看 /report lift。`,
  'report-unknown': () => `沒有這份報表，或看不懂期間。有哪些報表請看 /report。`,
  'report-period': () => `結束日期比開始日期早。請先傳開始的日期，例如 2026-11-01..2026-11-15。`,
  'report-too-long': (facts) =>
    `一份報表放不下 ${f.number(facts.days)} 天。請選 ${f.number(facts.most)} 天以內，例如「上個月」或 2026-11-01..2026-11-15。`,
  'report-too-slow': () => `這份報表要算太久。請選短一點的期間。`,
});
