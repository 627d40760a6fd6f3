import type { Format } from '../format.ts';

/** What some people spent, and what was sent to them; null where that is not for the reader. */
type Spent = {
  people: number;
  spentMinor: number;
  purchases: number;
  messages: number | null;
  feeMinor: number | null;
};
type Line = Spent & { place: number; name: string; of: Spent; gave: string; perUnit: number | null };

const n = (f: Format, count: number, one: string, many: string) => `${f.number(count)} ${count === 1 ? one : many}`;
const people = (f: Format, count: number) => n(f, count, 'person', 'people');
const share = (f: Format, part: number, of: number) => f.percent(of === 0 ? 0 : Math.round((part / of) * 1000) * 10);

export const reportSegments = (f: Format) => {
  const given = ({ gave, messages, feeMinor }: { gave: string } & Pick<Spent, 'messages' | 'feeMinor'>) =>
    [gave, messages ? `${n(f, messages, 'message', 'messages')}${feeMinor ? ` for ${f.money(feeMinor)}` : ''}` : '']
      .filter(Boolean)
      .map((one) => `; ${one}`)
      .join('');
  return {
    head: (one: Spent & { gave: string }) =>
      `All who have joined (${f.number(one.people)}) spent ${f.money(one.spentMinor)} in ${n(f, one.purchases, 'order', 'orders')}${given(one)}.`,
    line: (one: Line) =>
      `${f.number(one.place)}. ${one.name}: ${people(f, one.people)} (${share(f, one.people, one.of.people)}) spent ${f.money(one.spentMinor)} (${share(f, one.spentMinor, one.of.spentMinor)})${given(one)}${one.perUnit === null ? '' : `; ${f.money(Math.round(one.perUnit * 100))} for each ${f.money(100)} that went to them`}`,
    behaviours: (count: number) => `All who have bought (${f.number(count)}), each by their own rhythm`,
    behaviour: (place: number, name: string, count: number, of: number) =>
      `${f.number(place)}. ${name}: ${f.number(count)} (${share(f, count, of)})`,
    note: () =>
      `Percentages are of all who have joined. Segments are as they are now, and a person can be in several. How much of it would have been bought anyway, see /report lift.`,
  };
};
