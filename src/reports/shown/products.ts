import { products } from '../products.ts';
import { goods, MOST_LINES, ofRows } from './shown.ts';

export const showProducts = ofRows(products, (rows, { t }) => {
  const words = t.reports;
  const first = rows[0];
  return {
    lines: [
      first && first.with > 0 ? words.productsHead(goods(first.product), first.with) : words.productsNone(),
      '',
      ...rows.slice(0, MOST_LINES).map((one) =>
        words.productLine({
          product: goods(one.product),
          with: words.sold(one.withMinor, one.with),
          without: words.sold(one.withoutMinor, one.without),
        }),
      ),
      '',
      words.sameDay(),
    ],
    table: {
      columns: [
        ...(['product', 'withOrders', 'withPieces', { money: 'withMoney' }] as const),
        ...(['withoutOrders', 'withoutPieces', { money: 'withoutMoney' }] as const),
      ],
      rows: rows.map((one) => [
        ...[one.product, one.with, one.withPieces, one.withMinor, one.without, one.withoutPieces, one.withoutMinor],
      ]),
    },
  };
});
