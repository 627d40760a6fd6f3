import type { reportSegments as english } from '../en/report-segments.ts';
import type { Format } from '../format.ts';

const share = (f: Format, part: number, of: number) => f.percent(of === 0 ? 0 : Math.round((part / of) * 1000) * 10);

export const reportSegments = (f: Format): ReturnType<typeof english> => {
  const given = ({ gave, messages, feeMinor }: { gave: string; messages: number | null; feeMinor: number | null }) =>
    [gave, messages ? `消息 ${f.number(messages)} 条${feeMinor ? `（${f.money(feeMinor)}）` : ''}` : '']
      .filter(Boolean)
      .map((one) => `；${one}`)
      .join('');
  return {
    head: (one) =>
      `全部 ${f.number(one.people)} 位会员消费 ${f.money(one.spentMinor)}（${f.number(one.purchases)} 笔）${given(one)}。`,
    line: (one) =>
      `${f.number(one.place)}. ${one.name}：${f.number(one.people)} 人（${share(f, one.people, one.of.people)}），消费 ${f.money(one.spentMinor)}（${share(f, one.spentMinor, one.of.spentMinor)}）${given(one)}${one.perUnit === null ? '' : `；每花 ${f.money(100)} 有 ${f.money(Math.round(one.perUnit * 100))} 的消费`}`,
    behaviours: (count) => `买过的 ${f.number(count)} 位顾客，按各自的来店频率来看`,
    behaviour: (place, name, count, of) =>
      `${f.number(place)}. ${name}：${f.number(count)} 人（${share(f, count, of)}）`,
    note: () =>
      `百分比是占全部会员的比例。客群按目前的名单计算，同一个人可能在好几个客群里。其中有多少是本来就会买的，请看 /report lift。`,
  };
};
