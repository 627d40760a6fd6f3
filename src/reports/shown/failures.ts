import { type Failing, failures } from '../failures.ts';
import { MOST_LINES, nameIn, type Reader, type Show } from './shown.ts';

export const showFailures: Show = async (tx, by, reader, period) => {
  const { scope, campaigns, wrongCodes, refused, sentAway } = await failures(tx, by, period);
  const words = reader.t.reports;
  const named = campaigns.map((one) => ({ ...one, name: nameIn(reader, one.name) }));
  const listed = (noes: typeof refused) => words.list(noes.map(({ code, count }) => words.refusedCode(code, count)));
  const counter = [
    ...(wrongCodes > 0 ? [words.wrongCodes(wrongCodes)] : []),
    ...(sentAway.length > 0 ? [words.sentAway(listed(sentAway))] : []),
    ...(refused.length > 0 ? [words.refusedAtTills(listed(refused))] : []),
  ];
  return {
    scope,
    about: null,
    lines: [
      ...(campaigns.length > 0
        ? [
            ...(scope.store ? [] : [...headline(reader, named), '']),
            ...named.slice(0, MOST_LINES).map((one) => lineOf(reader, one)),
          ]
        : []),
      ...(counter.length > 0 ? ['', ...counter] : []),
    ],
    table: {
      columns: [
        ...(['campaign', 'ref', 'told', 'seen', 'toldClaimed', 'claimed'] as const),
        ...(['used', 'open', 'expired', 'revoked', { money: 'discount' }] as const),
      ],
      rows: named.map((one) => [
        ...[one.name, one.ref, one.told, one.seen, one.toldClaimed, one.claimed],
        ...[one.used, one.open, one.expired, one.revoked, one.discountMinor],
      ]),
    },
  };
};

type Named = Omit<Failing, 'name'> & { name: string };

/** The campaign that loses the largest share of the most people, and what may help. */
function headline({ t }: Reader, all: Named[]): string[] {
  const lost = all.flatMap((one) => {
    if (!one.weakness) return [];
    const { weakness, told, seen, toldClaimed, claimed, open, used } = one;
    const [of, kept] = {
      'not-seen': [told, seen],
      'not-claimed': [seen, toldClaimed],
      'not-used': [claimed - open, used],
    }[weakness] as [number, number];
    return [{ ...one, weakness, of, kept }];
  });
  const worst = lost.sort((a, b) => b.of - b.kept - (a.of - a.kept))[0];
  return worst ? [t.reports.weakness(worst), t.reports.advice(worst.weakness)] : [t.reports.allWell()];
}

function lineOf({ t }: Reader, one: Named): string {
  const told = one.told > 0 ? t.reports.failTold(one.told, one.seen, one.toldClaimed) : '';
  return t.reports.failLine({ ...one, told, fates: t.reports.fates({ ...one, undone: 0 }) });
}
