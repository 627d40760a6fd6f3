import { cost } from '../cost.ts';
import { MOST_LINES, nameIn, ofRows, sum } from './shown.ts';

export const showCost = ofRows(cost, (rows, reader) => {
  const words = reader.t.reports;
  const named = rows.map((one) => ({ ...one, name: nameIn(reader, one.name) }));
  return {
    lines: [
      words.costHead({
        discountMinor: sum(rows, (one) => one.discountMinor),
        keptMinor: sum(rows, (one) => one.keptMinor),
        messages: sum(rows, (one) => one.messages ?? 0),
        feeMinor: sum(rows, (one) => one.feeMinor ?? 0),
      }),
      '',
      ...named.slice(0, MOST_LINES).map((one) => words.costLine({ ...one, gave: reader.t.marketing.gave(one) })),
      '',
      words.costNote(),
    ],
    table: {
      columns: [
        ...(['campaign', 'ref', 'uses', { money: 'discount' }, 'gifts', 'points'] as const),
        ...(['orders', { money: 'orderMoney' }, { money: 'kept' }, 'messages', { money: 'messageFees' }] as const),
      ],
      rows: named.map((one) => [
        ...[one.name, one.ref, one.uses, one.discountMinor, one.gifts, one.points],
        ...[one.orders, one.orderMinor, one.keptMinor, one.messages, one.feeMinor],
      ]),
    },
  };
});
