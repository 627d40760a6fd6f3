/** What a word of a rule can mean; a field has the name that it has in a rule. */
export type Meaning =
  | (typeof fields)[number]
  | (typeof states)[number]
  | 'and'
  | 'or'
  | 'not'
  | 'no'
  | 'none'
  | 'is'
  | 'is-not'
  | 'in'
  | 'not-in'
  | 'at'
  | 'of'
  | 'last'
  | 'days'
  | 'weeks'
  | 'months'
  | 'years'
  | 'within-years'
  | 'within-days'
  | 'within-weeks'
  | 'within-months'
  | 'days-ago'
  | 'ago'
  | 'month'
  | 'this-month'
  | 'next-month'
  | 'today'
  | 'pieces'
  | 'noise'
  | 'or-more'
  | 'or-less'
  | '>='
  | '<='
  | '>'
  | '<'
  | '='
  | '!=';

export const fields = [
  'visits',
  'spend',
  'average',
  'claimed',
  'used',
  'unused',
  'points',
  'rating',
  'product',
  'category',
  'last-visit',
  'first-visit',
  'joined',
  'value',
  'behaviour',
  'tier',
  'store',
  'city',
  'tag',
  'language',
  'channel',
  'segment',
  'birthday',
] as const;
const states = ['high', 'mid', 'low', 'active', 'slipping', 'lost', 'high-value', 'mid-value', 'low-value'] as const;

/** Words of each meaning, English and both scripts of Chinese; separated by `|`, phrases with spaces. */
const words: Partial<Record<Meaning, string>> = {
  visits:
    'visits|visit|visited|orders|purchases|來訪|来访|來過|来过|到訪|到访|來店|来店|來訪次數|来访次数|消費次數|消费次数|購買次數|购买次数',
  spend: 'spend|spent|spending|消費|消费|消費金額|消费金额|消費額|消费额',
  average: 'average order|average|avg order|平均消費|平均消费|客單價|客单价',
  claimed: 'claimed|coupons claimed|claims|領取|领取|領券|领券|已領|已领',
  used: 'used|coupons used|redeemed|使用|用券|核銷|核销|已使用',
  unused: 'unused|not used|未使用|未用',
  points: 'points|點數|点数|積分|积分',
  rating: 'rating|last rating|評分|评分',
  product: 'product|商品|產品|产品',
  category: 'category|類別|类别|分類|分类|品類|品类',
  'last-visit': 'last visit|上次來訪|上次来访|最後來訪|最后来访|上次消費|上次消费',
  'first-visit': 'first visit|首次來訪|首次来访|第一次來訪|第一次来访|首次消費|首次消费',
  joined: 'joined|加入|入會|入会',
  value: 'value|價值|价值',
  behaviour: 'behaviour|behavior|狀態|状态',
  tier: 'tier|level|等級|等级|級別|级别',
  store: 'store|usual store|常去門市|常去门店|門市|门店',
  city: 'city|城市',
  tag: 'tag|tags|tagged|標籤|标签',
  language: 'language|語言|语言',
  channel: 'channel|通路|管道|渠道',
  segment: 'segment|list|in segment|in list|客群|名單|名单',
  birthday: 'birthday|birthdays|生日',
  high: 'high|高',
  mid: 'mid|middle|medium|中',
  low: 'low|低',
  active: 'active|活躍|活跃',
  slipping: 'slipping|slipping away|快流失|即將流失|即将流失',
  lost: 'lost|已流失|流失',
  'high-value': 'high value|高價值|高价值',
  'mid-value': 'mid value|中價值|中价值',
  'low-value': 'low value|低價值|低价值',
  and: 'and|且|並且|并且|而且|以及',
  or: 'or|或|或者|或是',
  not: 'not|!|非|不符合',
  no: 'no|沒有|没有|沒|没|未',
  none: 'none|無|无',
  is: 'is|are|是|為|为',
  'is-not': 'is not|are not|isn’t|不是|不為|不为',
  in: 'in|within|in the last|屬於|属于',
  'not-in': 'not in|is not in|不屬於|不属于',
  at: 'at|在',
  of: 'of',
  last: 'last|the last|of last|of the last|最近',
  days: 'days|day|天|日',
  weeks: 'weeks|week|週|周|星期',
  months: 'months|個月|个月',
  years: 'years|year|年',
  'within-years': '年內|年内',
  'within-days': '天內|天内|日內|日内|天以內|天以内',
  'within-weeks': '週內|周內|周内|星期內|星期内',
  'within-months': '個月內|个月内',
  'days-ago': 'days ago|day ago|天前|日前|天以前',
  ago: 'ago|前|以前',
  month: 'month|月|月份',
  'this-month': 'this month|本月|這個月|这个月',
  'next-month': 'next month|下月|下個月|下个月',
  today: 'today|今天|今日',
  pieces: '張|张|張券|张券',
  noise: '次|杯|份|件|個|个|元|塊|块|點|点|分|times|time|pieces',
  'or-more': 'or more|以上',
  'or-less': 'or less|or fewer|以下',
  '>=': 'at least|至少|不少於|不少于|不低於|不低于',
  '<=': 'at most|up to|最多|至多|不超過|不超过|不高於|不高于',
  '>': 'more than|over|above|超過|超过|大於|大于|多於|多于|高於|高于',
  '<': 'less than|fewer than|under|below|少於|少于|小於|小于|不到|低於|低于',
  '=': 'exactly|equals|等於|等于|剛好|刚好',
  '!=': '不等於|不等于',
};

/** A meaning by its word, in lower case. */
export const meanings: ReadonlyMap<string, Meaning> = new Map(
  Object.entries(words).flatMap(([meaning, all]) => all.split('|').map((word) => [word, meaning as Meaning] as const)),
);

/** What follows a number only, never begins a word of its own. */
export const UNITS: ReadonlySet<Meaning> = new Set([
  ...(['days', 'weeks', 'months', 'years'] as const),
  ...(['within-days', 'within-weeks', 'within-months', 'within-years'] as const),
  ...(['days-ago', 'ago', 'month', 'pieces', 'noise'] as const),
]);

/** Words of these meanings, for "did you mean". */
export function wordsOf(...wanted: Meaning[]): string[] {
  return wanted.flatMap((meaning) => words[meaning]?.split('|') ?? []);
}

const months = 'january february march april may june july august september october november december'.split(' ');

/** 1 to 12 for an English month. */
export const monthNamed = (text: string) => months.indexOf(text.toLowerCase()) + 1 || undefined;
