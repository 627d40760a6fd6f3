import { kinds } from '../kinds.ts';
import { type Show, sum } from './shown.ts';

export const showKinds: Show = async (tx, by, { t }, period) => {
  const { scope, rows } = await kinds(tx, by, period);
  const words = t.reports;
  const [claimed, used] = [sum(rows, (one) => one.claimed), sum(rows, (one) => one.used)];
  const named = rows.map((one) => ({ ...one, name: t.marketing.choice[one.kind]() }));
  const lines = scope.store
    ? [words.usedHere(used), '', ...named.filter((one) => one.used > 0).map(words.kindLineHere)]
    : [
        words.kindsHead({ claimed, used }),
        '',
        ...named.map((one) => words.kindLine({ ...one, fates: words.fates({ ...one, undone: 0 }) })),
      ];
  return {
    scope,
    about: null,
    lines: rows.length === 0 ? [] : lines,
    table: {
      columns: ['kind', 'claimed', 'used', 'open', 'expired', 'revoked', { money: 'discount' }],
      rows: named.map((one) => [
        one.name,
        one.claimed,
        one.used,
        one.open,
        one.expired,
        one.revoked,
        one.discountMinor,
      ]),
    },
  };
};
