import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

type Told = Parameters<Words['summary']['redeemed']>[0];

export const summary = (f: Format): Words['summary'] => ({
  title: (store, weekday, at, now, zone) =>
    `${store === null ? '' : `${store} · `}${f.date(at, now, zone)}（${f.weekdays([weekday])}）`,
  nothing: () => `这一天没有任何动静。`,
  nothingYet: () => `今天还没有任何动静。`,
  sold: (facts) => `销售：${sold(f, facts)}`,
  claims: (count) => `领取：${f.number(count)} 张`,
  redeemed: (facts) => `核销：${redeemed(f, facts)}`,
  undos: (count) => `撤销核销：${f.number(count)} 笔`,
  points: (count) => `送出积分：${f.number(count)}`,
  joined: (count) => `新会员：${f.number(count)} 位`,
  ratings: (count, average) => `评分：${f.number(count)} 条，平均 ${f.number(average)} 星`,
  open: (count) => `等待回复的工单：${f.number(count)} 个`,
  before: (weekday, facts, clock) =>
    `上一个${f.weekdays([weekday])}${clock === null ? '' : `到 ${clock}`}：${facts.purchases > 0 ? `销售 ${sold(f, facts)}，` : ''}核销 ${redeemed(f, facts)}${facts.joined === null ? '' : `，新会员 ${f.number(facts.joined)} 位`}`,
  tickets: () => `待处理的工单`,
  turnOff: () => `不再接收`,
  turnOn: () => `每天早上发给我`,
  isOff: () => `好的，早上不再发摘要。想看时发送 /summary，要恢复请发送 /summary on。`,
  isOn: () => `好的，以后每天早上都会给您发摘要。`,
});

function redeemed(f: Format, { redemptions, discountMinor, orderMinor }: Told): string {
  return [
    `${f.number(redemptions)} 笔`,
    orderMinor > 0 ? `消费 ${f.money(orderMinor)}` : '',
    discountMinor > 0 ? `减 ${f.money(discountMinor)}` : '',
  ]
    .filter(Boolean)
    .join('，');
}

function sold(f: Format, { purchases, soldMinor }: Parameters<Words['summary']['sold']>[0]): string {
  return purchases === 0 ? '没有订单' : `${f.money(soldMinor)}（${f.number(purchases)} 笔）`;
}
