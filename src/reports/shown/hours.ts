import { heatChart } from '../charts/heat-chart.ts';
import { hours } from '../hours.ts';
import { ofRows, sum } from './shown.ts';

const BUSIEST = 5;

export const showHours = ofRows(hours, (rows, { t }) => {
  const words = t.reports;
  const of = (pick: 'purchases' | 'uses') => (weekday: number, hour: number) =>
    rows.find((one) => one.weekday === weekday && one.hour === hour)?.[pick] ?? 0;
  const busiest = rows.toSorted((a, b) => b.purchases - a.purchases || b.uses - a.uses).slice(0, BUSIEST);
  return {
    lines: [
      words.hoursHead({
        purchases: sum(rows, (one) => one.purchases),
        spentMinor: sum(rows, (one) => one.spentMinor),
        uses: sum(rows, (one) => one.uses),
      }),
      '',
      words.busiest(),
      ...busiest.map(words.hourLine),
    ],
    table: {
      columns: ['weekday', 'hour', 'purchases', { money: 'spent' }, 'uses'],
      rows: rows.map((one) => [one.weekday, one.hour, one.purchases, one.spentMinor, one.uses]),
    },
    chart: (title, about) =>
      heatChart(title, about, words.chart.weekdays(), [
        { title: words.chart.purchases, at: of('purchases') },
        { title: words.chart.uses, at: of('uses') },
      ]),
  };
});
