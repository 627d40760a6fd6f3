import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

type Told = Parameters<Words['summary']['redeemed']>[0];

export const summary = (f: Format): Words['summary'] => ({
  title: (store, weekday, at, now, zone) =>
    `${store === null ? '' : `${store} · `}${f.date(at, now, zone)}（${f.weekdays([weekday])}）`,
  nothing: () => `這一天沒有任何動靜。`,
  nothingYet: () => `今天還沒有任何動靜。`,
  sold: (facts) => `銷售：${sold(f, facts)}`,
  claims: (count) => `領取：${f.number(count)} 張`,
  redeemed: (facts) => `核銷：${redeemed(f, facts)}`,
  undos: (count) => `取消核銷：${f.number(count)} 筆`,
  points: (count) => `送出點數：${f.number(count)} 點`,
  joined: (count) => `新會員：${f.number(count)} 位`,
  ratings: (count, average) => `評分：${f.number(count)} 則，平均 ${f.number(average)} 顆星`,
  open: (count) => `等待回覆的案件：${f.number(count)} 件`,
  before: (weekday, facts, clock) =>
    `前一個${f.weekdays([weekday])}${clock === null ? '' : `到 ${clock}`}：${facts.purchases > 0 ? `銷售 ${sold(f, facts)}，` : ''}核銷 ${redeemed(f, facts)}${facts.joined === null ? '' : `，新會員 ${f.number(facts.joined)} 位`}`,
  tickets: () => `待處理的案件`,
  turnOff: () => `不再接收`,
  turnOn: () => `每天早上傳給我`,
  isOff: () => `好的，早上不再傳摘要。想看時傳 /summary，要恢復請傳 /summary on。`,
  isOn: () => `好的，之後每天早上都會傳摘要給您。`,
});

function redeemed(f: Format, { redemptions, discountMinor, orderMinor }: Told): string {
  return [
    `${f.number(redemptions)} 筆`,
    orderMinor > 0 ? `消費 ${f.money(orderMinor)}` : '',
    discountMinor > 0 ? `折抵 ${f.money(discountMinor)}` : '',
  ]
    .filter(Boolean)
    .join('，');
}

function sold(f: Format, { purchases, soldMinor }: Parameters<Words['summary']['sold']>[0]): string {
  return purchases === 0 ? '沒有訂單' : `${f.money(soldMinor)}（${f.number(purchases)} 筆）`;
}
