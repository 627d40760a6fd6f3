import type { lift as english } from '../en/lift.ts';
import type { Format } from '../format.ts';

const in100 = (f: Format, share: number) => f.number(Math.round(Math.abs(share) * 1000) / 10);
const between = (f: Format, low: number, high: number) => {
  const signed = (share: number) => `${share < 0 ? '−' : ''}${in100(f, share)}`;
  return `介於 ${signed(low)} 和 ${signed(high)} 之間`;
};

const signed = (f: Format, minor: number) => `${minor < 0 ? '−' : ''}${f.money(Math.abs(minor))}`;

export const lift = (f: Format): ReturnType<typeof english> => ({
  choose: () => `要看哪一次推播或自動行銷？`,
  none: () =>
    `目前沒有可以比較的：還沒有推播留下對照組，也沒有開啟自動行銷。通知的人夠多時，系統會自動留下一小部分人不通知，當作對照組。`,
  line: (one) => `• ${one.name ? `${one.name}（${one.called}）` : one.called}${one.at ? `，${one.at}` : ''}`,
  groups: (one) =>
    `要通知的 ${f.number(one.of)} 人，${f.number(one.days)} 天內有 ${f.number(one.bought)} 人消費；隨機留下不通知的 ${f.number(one.held)} 人，有 ${f.number(one.heldBought)} 人消費。`,
  inHundred: (told, held) => `換算成每 100 人：${in100(f, told)} 人，對照組 ${in100(f, held)} 人。`,
  differs: (one) =>
    one.difference > 0
      ? `也就是說，通知讓每 100 人多 ${in100(f, one.difference)} 人消費（${between(f, one.low, one.high)}）。`
      : `也就是說，通知過的每 100 人反而少 ${in100(f, one.difference)} 人消費（${between(f, -one.high, -one.low)}）。`,
  extra: (one) =>
    `大約有 ${f.number(one.extra)} 人是因為通知才來消費。${one.costMinor > 0 ? `平均每多一人，折抵成本 ${f.money(one.perExtraMinor)}。` : ''}`,
  cannotTell: (one) =>
    one.needed === null
      ? `看不出通知有沒有用：兩邊沒有差別。`
      : `還看不出通知有沒有用（每 100 人的差別${between(f, one.low, one.high)}），大約還需要 ${f.number(one.needed)} 人。`,
  nobodyHeld: () => `這次沒有留下對照組，所以不知道有多少人本來就會來消費。`,
  money: (one) =>
    `平均每人消費 ${f.money(one.told)}，對照組 ${f.money(one.held)}${one.sure ? `，${one.difference > 0 ? '多' : '少'} ${f.money(Math.abs(one.difference))}（介於 ${f.money(one.low)} 和 ${f.money(one.high)} 之間）` : `；這個差別可能只是巧合`}。`,
  cost: (one) =>
    `這段期間送出：${[
      f.money(one.costMinor),
      one.gifts > 0 ? `贈品 ${f.number(one.gifts)} 份` : '',
      one.points > 0 ? `${f.number(one.points)} 點` : '',
      one.messages ? `訊息 ${f.number(one.messages)} 則${one.feeMinor ? `（${f.money(one.feeMinor)}）` : ''}` : '',
    ]
      .filter(Boolean)
      .join('、')}。`,
  earned: (one) => {
    const bounds = `介於 ${signed(f, one.low)} 和 ${signed(f, one.high)} 之間`;
    if (one.verdict === 'earns')
      return `扣掉折抵和訊息費用，比不通知多賺約 ${f.money(one.netMinor)}（${bounds}；毛利率 ${f.percent(one.margin)}）。`;
    return one.verdict === 'loses'
      ? `扣掉折抵和訊息費用，比不通知少賺約 ${f.money(-one.netMinor)}（${bounds}；毛利率 ${f.percent(one.margin)}）。`
      : `還看不出賺的有沒有比花的多（${bounds}；毛利率 ${f.percent(one.margin)}）${one.needed === null ? '' : `，大約還需要 ${f.number(one.needed)} 人`}。`;
  },
  marginFew: () => `兩邊的人太少，還看不出賺的有沒有比花的多。`,
  marginUnknown: () => `看不出賺的有沒有比花的多：架設系統的人還沒有設定毛利率（GROSS_MARGIN_PERCENT）。`,
  early: (sofar, days) => `現在還早：${f.number(days)} 天才過了 ${f.number(sofar)} 天，數字還會變。`,
  notReached: (count) => `要通知的人當中有 ${f.number(count)} 人沒通知到；他們一樣算在內，不然兩邊比的就不是同樣的人。`,
  certainty: () => `「介於」的意思：這樣比較 100 次，大約有 95 次是對的。`,
});
