import { addDays, instantOf } from '../../lib/dates.ts';
import { weeksChart } from '../charts/weeks-chart.ts';
import { type Week, weeks } from '../weeks.ts';
import { MOST_LINES, ofRows, sum } from './shown.ts';

export const showWeeks = ofRows(weeks, (rows, { t, now }, { zone }) => {
  const words = t.reports;
  const all = everyWeek(rows);
  const withMinor = sum(rows, (one) => one.withMinor);
  const minor = withMinor + sum(rows, (one) => one.withoutMinor);
  return {
    lines: [
      words.weeksHead({ withMinor, minor }),
      '',
      ...all.slice(-MOST_LINES).map((one) =>
        words.weekLine({
          monday: instantOf(one.monday, zone),
          now,
          zone,
          with: words.sold(one.withMinor, one.with),
          without: words.sold(one.withoutMinor, one.without),
        }),
      ),
      '',
      words.sameDay(),
    ],
    table: {
      columns: ['week', 'withOrders', { money: 'withMoney' }, 'withoutOrders', { money: 'withoutMoney' }],
      rows: all.map((one) => [one.monday, one.with, one.withMinor, one.without, one.withoutMinor]),
    },
    chart: (title, about) =>
      weeksChart(
        title,
        about,
        words.chart,
        all.map((one) => ({ label: one.monday.slice(5), with: one.withMinor, without: one.withoutMinor })),
        words.chart.money,
      ),
  };
});

/** Also the weeks in which nothing was sold. */
function everyWeek(rows: Week[]): Week[] {
  const all: Week[] = [];
  for (const row of rows) {
    for (let last = all.at(-1); last && addDays(last.monday, 7) < row.monday; last = all.at(-1))
      all.push({ monday: addDays(last.monday, 7), with: 0, withMinor: 0, without: 0, withoutMinor: 0 });
    all.push(row);
  }
  return all;
}
