import type { reportSegments as english } from '../en/report-segments.ts';
import type { Format } from '../format.ts';

const share = (f: Format, part: number, of: number) => f.percent(of === 0 ? 0 : Math.round((part / of) * 1000) * 10);

export const reportSegments = (f: Format): ReturnType<typeof english> => {
  const given = ({ gave, messages, feeMinor }: { gave: string; messages: number | null; feeMinor: number | null }) =>
    [gave, messages ? `訊息 ${f.number(messages)} 則${feeMinor ? `（${f.money(feeMinor)}）` : ''}` : '']
      .filter(Boolean)
      .map((one) => `；${one}`)
      .join('');
  return {
    head: (one) =>
      `全部 ${f.number(one.people)} 位會員消費 ${f.money(one.spentMinor)}（${f.number(one.purchases)} 筆）${given(one)}。`,
    line: (one) =>
      `${f.number(one.place)}. ${one.name}：${f.number(one.people)} 人（${share(f, one.people, one.of.people)}），消費 ${f.money(one.spentMinor)}（${share(f, one.spentMinor, one.of.spentMinor)}）${given(one)}${one.perUnit === null ? '' : `；每花 ${f.money(100)} 有 ${f.money(Math.round(one.perUnit * 100))} 的消費`}`,
    behaviours: (count) => `買過的 ${f.number(count)} 位顧客，依各自的來店頻率來看`,
    behaviour: (place, name, count, of) =>
      `${f.number(place)}. ${name}：${f.number(count)} 人（${share(f, count, of)}）`,
    note: () =>
      `百分比是佔全部會員的比例。客群以目前的名單計算，同一個人可能在好幾個客群裡。其中有多少是本來就會買的，請看 /report lift。`,
  };
};
