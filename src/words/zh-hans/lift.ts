import type { lift as english } from '../en/lift.ts';
import type { Format } from '../format.ts';

const in100 = (f: Format, share: number) => f.number(Math.round(Math.abs(share) * 1000) / 10);
const between = (f: Format, low: number, high: number) => {
  const signed = (share: number) => `${share < 0 ? '−' : ''}${in100(f, share)}`;
  return `在 ${signed(low)} 到 ${signed(high)} 之间`;
};

const signed = (f: Format, minor: number) => `${minor < 0 ? '−' : ''}${f.money(Math.abs(minor))}`;

export const lift = (f: Format): ReturnType<typeof english> => ({
  choose: () => `要看哪一次群发或自动营销？`,
  none: () =>
    `目前没有可以比较的：还没有群发留出对照组，也没有开启自动营销。通知的人够多时，系统会自动留出一小部分人不通知，作为对照组。`,
  line: (one) => `• ${one.name ? `${one.name}（${one.called}）` : one.called}${one.at ? `，${one.at}` : ''}`,
  groups: (one) =>
    `要通知的 ${f.number(one.of)} 人，${f.number(one.days)} 天内有 ${f.number(one.bought)} 人消费；随机留出不通知的 ${f.number(one.held)} 人，有 ${f.number(one.heldBought)} 人消费。`,
  inHundred: (told, held) => `换算成每 100 人：${in100(f, told)} 人，对照组 ${in100(f, held)} 人。`,
  differs: (one) =>
    one.difference > 0
      ? `也就是说，通知让每 100 人多 ${in100(f, one.difference)} 人消费（${between(f, one.low, one.high)}）。`
      : `也就是说，通知过的每 100 人反而少 ${in100(f, one.difference)} 人消费（${between(f, -one.high, -one.low)}）。`,
  extra: (one) =>
    `大约有 ${f.number(one.extra)} 人是因为通知才来消费。${one.costMinor > 0 ? `平均每多一人，减免成本 ${f.money(one.perExtraMinor)}。` : ''}`,
  cannotTell: (one) =>
    one.needed === null
      ? `看不出通知有没有用：两边没有差别。`
      : `还看不出通知有没有用（每 100 人的差别${between(f, one.low, one.high)}），大约还需要 ${f.number(one.needed)} 人。`,
  nobodyHeld: () => `这次没有留出对照组，所以不知道有多少人本来就会来消费。`,
  money: (one) =>
    `人均消费 ${f.money(one.told)}，对照组 ${f.money(one.held)}${one.sure ? `，${one.difference > 0 ? '多' : '少'} ${f.money(Math.abs(one.difference))}（在 ${f.money(one.low)} 到 ${f.money(one.high)} 之间）` : `；这个差别可能只是巧合`}。`,
  cost: (one) =>
    `这段时间送出：${[
      f.money(one.costMinor),
      one.gifts > 0 ? `赠品 ${f.number(one.gifts)} 份` : '',
      one.points > 0 ? `${f.number(one.points)} 积分` : '',
      one.messages ? `消息 ${f.number(one.messages)} 条${one.feeMinor ? `（${f.money(one.feeMinor)}）` : ''}` : '',
    ]
      .filter(Boolean)
      .join('、')}。`,
  earned: (one) => {
    const bounds = `在 ${signed(f, one.low)} 到 ${signed(f, one.high)} 之间`;
    if (one.verdict === 'earns')
      return `扣掉减免和消息费用，比不通知多赚约 ${f.money(one.netMinor)}（${bounds}；毛利率 ${f.percent(one.margin)}）。`;
    return one.verdict === 'loses'
      ? `扣掉减免和消息费用，比不通知少赚约 ${f.money(-one.netMinor)}（${bounds}；毛利率 ${f.percent(one.margin)}）。`
      : `还看不出赚的有没有比花的多（${bounds}；毛利率 ${f.percent(one.margin)}）${one.needed === null ? '' : `，大约还需要 ${f.number(one.needed)} 人`}。`;
  },
  marginFew: () => `两边的人太少，还看不出赚的有没有比花的多。`,
  marginUnknown: () => `看不出赚的有没有比花的多：搭建系统的人还没有设置毛利率（GROSS_MARGIN_PERCENT）。`,
  early: (sofar, days) => `现在还早：${f.number(days)} 天才过了 ${f.number(sofar)} 天，数字还会变。`,
  notReached: (count) => `要通知的人里有 ${f.number(count)} 人没通知到；他们一样算在内，不然两边比的就不是同样的人。`,
  certainty: () => `“在……之间”的意思：这样比较 100 次，大约有 95 次是对的。`,
});
