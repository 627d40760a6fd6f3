import { top } from '../top.ts';
import { MOST_LINES, type Show } from './shown.ts';

export const showTop: Show = async (tx, by, { t }, period) => {
  const { scope, users, spenders } = await top(tx, by, period);
  const words = t.reports;
  const first = <T>(all: T[]) => all.slice(0, MOST_LINES);
  const lines = [
    ...(spenders.length > 0 ? [words.spenders()] : []),
    ...first(spenders).map((one, at) => words.spenderLine(at + 1, one.name, one.spentMinor, one.purchases)),
    ...(users.length > 0 ? ['', words.users()] : []),
    ...first(users).map((one, at) => words.userLine(at + 1, one.name, one.uses)),
  ];
  const rows = (list: string, all: typeof users) =>
    all.map((one, at) => [list, at + 1, one.customerId, one.name, one.uses, one.purchases, one.spentMinor]);
  return {
    scope,
    about: null,
    lines,
    table: {
      columns: ['list', 'place', 'customer', 'name', 'uses', 'purchases', { money: 'spent' }],
      rows: [...rows(words.groups.spenders, spenders), ...rows(words.groups.users, users)],
    },
  };
};
