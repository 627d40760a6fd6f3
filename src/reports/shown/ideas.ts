import { civilDate } from '../../lib/dates.ts';
import { ideas } from '../ideas.ts';
import { MOST_LINES, type Show } from './shown.ts';

export const showIdeas: Show = async (tx, by, { t }, period) => {
  const { scope, counts, ideas: all } = await ideas(tx, by, period);
  return {
    scope,
    about: null,
    lines: all.length === 0 ? [] : [t.ideas.head(counts), ...counts.tags.slice(0, MOST_LINES).map(t.ideas.tagLine)],
    table: {
      columns: ['ref', 'sent', 'name', 'tags', 'words'],
      rows: all.map(({ ref, customer, words, tags, at }) => [
        ...[ref, civilDate(at, scope.zone), customer, tags.join(', '), words],
      ]),
    },
  };
};
