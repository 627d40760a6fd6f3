import type { Words } from '../words.ts';

export const reportNames: Words['reports']['names'] = {
  funnel: '轉換漏斗',
  kinds: '各券種使用率',
  hours: '熱門時段',
  weeks: '每週銷售',
  products: '商品',
  segments: '各客群',
  cohorts: '新客回購',
  top: '顧客排行',
  cost: '成本與回收',
  failures: '問題在哪',
  returns: '退貨率',
  ideas: '顧客的點子',
  lift: '推播帶來多少',
};
