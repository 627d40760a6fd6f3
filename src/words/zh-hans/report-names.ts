import type { Words } from '../words.ts';

export const reportNames: Words['reports']['names'] = {
  funnel: '转化漏斗',
  kinds: '各类券使用率',
  hours: '热门时段',
  weeks: '每周销售',
  products: '商品',
  segments: '各客群',
  cohorts: '新客复购',
  top: '顾客排行',
  cost: '成本与回报',
  failures: '问题在哪',
  returns: '退货率',
  ideas: '顾客的点子',
  lift: '群发带来多少',
};
