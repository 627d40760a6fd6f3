import { type Behaviour, behaviours as kinds } from '../../customers/behaviour.ts';
import { funnelChart } from '../charts/funnel-chart.ts';
import { top } from '../top.ts';
import { MOST_LINES, type Show, sum } from './shown.ts';

export const showTop: Show = async (tx, by, { t }, period) => {
  const { scope, users, spenders, behaviours } = await top(tx, by, period);
  const words = t.reports;
  const first = <T>(all: T[]) => all.slice(0, MOST_LINES);
  const all = behaviours ? sum(kinds, (kind) => behaviours[kind]) : 0;
  const called = (behaviour: Behaviour) => t.dossier.behaviour[behaviour]();
  const lines = [
    ...(behaviours && all > 0
      ? [
          words.segments.behaviours(all),
          ...kinds.map((kind, at) => words.segments.behaviour(at + 1, called(kind), behaviours[kind], all)),
        ]
      : []),
    ...(spenders.length > 0 ? [...(all > 0 ? [''] : []), words.spenders()] : []),
    ...first(spenders).map((one, at) => words.spenderLine(at + 1, one.name, one.spentMinor, one.purchases)),
    ...(users.length > 0 ? ['', words.users()] : []),
    ...first(users).map((one, at) => words.userLine(at + 1, one.name, one.uses)),
  ];
  const rows = (list: string, all: typeof users) =>
    all.map((one, at) => [
      ...[list, at + 1, one.customerId],
      ...[one.name, one.uses, one.purchases, one.spentMinor, one.lastOn, one.intervalDays],
      one.behaviour && called(one.behaviour),
    ]);
  return {
    scope,
    about: null,
    lines,
    table: {
      columns: [
        'list',
        'place',
        'customer',
        'name',
        'uses',
        'purchases',
        { money: 'spent' },
        'lastOn',
        'interval',
        'behaviour',
      ],
      rows: [...rows(words.groups.spenders, spenders), ...rows(words.groups.users, users)],
    },
    // No font of ours has the letters of each word: a bar has the number of its line.
    ...(behaviours &&
      all > 0 && {
        chart: (title: string, about: string) =>
          funnelChart(
            title,
            about,
            kinds.map((kind, at) => ({
              label: `${words.chart.number(at + 1)}.`,
              value: behaviours[kind],
              number: words.chart.number(behaviours[kind]),
              share: words.chart.share(behaviours[kind] / all),
            })),
          ),
      }),
  };
};
