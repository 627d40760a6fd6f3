import { cohortChart } from '../charts/cohort-chart.ts';
import { cohorts } from '../cohorts.ts';
import { MOST_LINES, type Show } from './shown.ts';

export const showCohorts: Show = async (tx, by, { t }, period) => {
  const { scope, cohorts: all } = await cohorts(tx, by, period);
  const words = t.reports;
  const said = all.map(({ month, people, months }) => ({
    month: month.slice(0, 7),
    people,
    perHeadMinor: months.at(-1)!.perHeadMinor,
    next: months[1]?.active ?? null,
  }));
  // The oldest has had the most time.
  const first = said[0];
  return {
    scope,
    about: null,
    lines: first
      ? [words.cohortsHead(first), '', ...said.slice(-MOST_LINES).map(words.cohortLine), '', words.lifetime()]
      : [],
    table: {
      columns: ['month', 'people', 'since', 'active', { money: 'spent' }, { money: 'perHead' }],
      rows: all.flatMap(({ month, people, months }) =>
        months.map((one, since) => [month.slice(0, 7), people, since, one.active, one.spentMinor, one.perHeadMinor]),
      ),
    },
    chart: (title, about) =>
      cohortChart(
        title,
        about,
        words.chart,
        all.map(({ month, people, months }) => ({
          month: month.slice(0, 7),
          people: words.chart.number(people),
          shares: months.map(({ active }) => active / people),
          value: words.chart.money(months.at(-1)!.perHeadMinor),
        })),
      ),
  };
};
