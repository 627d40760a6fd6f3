import { funnelChart } from '../charts/funnel-chart.ts';
import { type Spend, segments } from '../segments.ts';
import { MOST_LINES, type Show } from './shown.ts';

export const showSegments: Show = async (tx, by, { t }, period) => {
  const { scope, segments: all, everyone } = await segments(tx, by, period);
  const words = t.reports;
  const cells = (one: Spend) => [
    ...[one.people, one.buyers, one.purchases, one.spentMinor, one.uses, one.discountMinor, one.gifts, one.points],
    ...[one.messages, one.feeMinor, one.perUnit === null ? null : Math.round(one.perUnit * 100) / 100],
  ];
  const shown = all.slice(0, MOST_LINES);
  return {
    scope,
    about: null,
    nothing: t.segments.none(),
    lines:
      all.length === 0
        ? []
        : [
            words.segments.head({ ...everyone, gave: t.marketing.gave(everyone) }),
            '',
            ...shown.map((one, at) =>
              words.segments.line({ ...one, place: at + 1, of: everyone, gave: t.marketing.gave(one) }),
            ),
            '',
            words.segments.note(),
          ],
    table: {
      columns: [
        ...(['segment', 'people', 'buyers', 'purchases', { money: 'spent' }, 'uses', { money: 'discount' }] as const),
        ...(['gifts', 'points', 'messages', { money: 'messageFees' }, 'perUnit'] as const),
      ],
      rows: [
        ...all.map((one) => [one.name, ...cells(one)]),
        ...(all.length > 0 ? [[words.groups.everyone, ...cells(everyone)]] : []),
      ],
    },
    // Names that people gave may hold letters that no font of ours has: a bar has the number of its line.
    chart: (title, about) =>
      funnelChart(
        title,
        about,
        shown.map((one, at) => ({
          label: `${words.chart.number(at + 1)}.`,
          value: one.spentMinor,
          number: words.chart.money(one.spentMinor),
          share: everyone.spentMinor > 0 ? words.chart.share(one.spentMinor / everyone.spentMinor) : null,
        })),
      ),
  };
};
