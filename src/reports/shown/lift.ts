import { calledAs } from '../../triggers/called-as.ts';
import { type Lift, lift } from '../lift.ts';
import { nameIn, type Reader, type Show } from './shown.ts';

export const showLift: Show = async (tx, by, reader, _period, which) => {
  const found = await lift(tx, by, which);
  const { scope, effect, told, held, share } = found;
  return {
    scope,
    about: effect.name ? nameIn(reader, effect.name) : calledAs(reader.t, { ...effect, name: effect.called }),
    lines: linesOf(reader, found),
    table: {
      columns: [
        ...(['group', 'people', 'bought', { money: 'perHead' }, 'low', 'high', { money: 'discount' }] as const),
        ...([
          'messages',
          { money: 'messageFees' },
          { money: 'net' },
          { money: 'netLow' },
          { money: 'netHigh' },
        ] as const),
      ],
      rows: [
        [
          reader.t.reports.groups.told,
          told.people,
          told.bought,
          told.perHeadMinor,
          share?.low ?? null,
          share?.high ?? null,
          ...[found.costMinor, found.messages, found.feeMinor],
          ...[found.margin?.netMinor ?? null, found.margin?.low ?? null, found.margin?.high ?? null],
        ],
        [reader.t.reports.groups.held, held.people, held.bought, held.perHeadMinor, ...Array(8).fill(null)],
      ],
    },
  };
};

function linesOf({ t, shop }: Reader, found: Lift): string[] {
  const words = t.reports.lift;
  const { told, held, share, moneyMinor, days, sofar, effect, reached } = found;
  if (told.people === 0 && held.people === 0) return [];
  const missed = effect.kind === 'broadcast' ? told.people - reached : 0;
  const sure = moneyMinor !== null && (moneyMinor.low > 0 || moneyMinor.high < 0);
  const bounds = moneyMinor ? [Math.abs(moneyMinor.low), Math.abs(moneyMinor.high)].sort((a, b) => a - b) : [0, 0];
  return [
    words.groups({
      days: Math.max(1, sofar),
      of: told.people,
      bought: told.bought,
      held: held.people,
      heldBought: held.bought,
    }),
    ...(share ? [words.inHundred(told.bought / told.people, held.bought / held.people)] : []),
    ...verdict(t, found),
    ...(moneyMinor
      ? [
          '',
          words.money({
            told: told.perHeadMinor,
            held: held.perHeadMinor,
            difference: Math.round(moneyMinor.difference),
            low: Math.round(bounds[0]!),
            high: Math.round(bounds[1]!),
            sure,
          }),
        ]
      : []),
    words.cost(found),
    ...earned(t, shop.marginBasisPoints, found),
    ...(sofar < days ? [words.early(sofar, days)] : []),
    ...(missed > 0 ? [words.notReached(missed)] : []),
    ...(share ? [words.certainty()] : []),
  ];
}

function earned({ reports: { lift: words } }: Reader['t'], margin: number | undefined, found: Lift): string[] {
  if (!found.share || found.scope.store) return [];
  if (margin === undefined) return [words.marginUnknown()];
  return [found.margin ? words.earned({ ...found.margin, margin }) : words.marginFew()];
}

function verdict({ reports: { lift: words } }: Reader['t'], found: Lift): string[] {
  const { share, needed, extra, perExtraMinor, costMinor } = found;
  if (!share) return [words.nobodyHeld()];
  if (found.verdict === 'cannot-tell') return [words.cannotTell({ ...share, needed })];
  const differs = words.differs(share);
  return extra !== null && perExtraMinor !== null
    ? [differs, words.extra({ extra, perExtraMinor, costMinor })]
    : [differs];
}
