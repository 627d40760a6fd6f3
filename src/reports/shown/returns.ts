import { returned } from '../returned.ts';
import { goods, MOST_LINES, type Show, sum } from './shown.ts';

export const showReturns: Show = async (tx, by, { t }, period) => {
  const { scope, products, campaigns } = await returned(tx, by, period);
  const words = t.reports;
  const line = (name: string, one: (typeof campaigns)[number] | (typeof products)[number]) =>
    words.returnLine({ ...one, name, minor: one.returnedMinor, ofMinor: one.soldMinor });
  return {
    scope,
    about: null,
    lines:
      campaigns.length === 0
        ? []
        : [
            words.returnsHead({
              returned: sum(campaigns, (one) => one.returned),
              orders: sum(campaigns, (one) => one.orders),
              minor: sum(campaigns, (one) => one.returnedMinor),
              ofMinor: sum(campaigns, (one) => one.soldMinor),
            }),
            ...(products.length > 0 ? ['', words.byProduct()] : []),
            ...products.slice(0, MOST_LINES).map((one) => line(goods(one.product), one)),
            '',
            words.byCampaign(),
            ...campaigns.slice(0, MOST_LINES).map((one) => line(one.ref ?? words.withoutCoupon(), one)),
          ],
    table: {
      columns: ['product', 'ref', 'orders', 'returned', { money: 'soldMoney' }, { money: 'returnedMoney' }],
      rows: [
        ...products.map((one) => [one.product, null, one.orders, one.returned, one.soldMinor, one.returnedMinor]),
        ...campaigns.map((one) => [
          ...[null, one.ref ?? words.withoutCoupon(), one.orders, one.returned, one.soldMinor, one.returnedMinor],
        ]),
      ],
    },
  };
};
