import type { Shop } from '../shop.ts';

/** Prices as the statements below take them: whole minor units for a thousand messages, by channel. */
export const pricesOf = ({ perThousandMinor }: Pick<Shop, 'perThousandMinor'>) =>
  JSON.stringify(Object.fromEntries(perThousandMinor));

/** What messages over a channel cost, in minor units and parts of them. `prices` is a parameter of `pricesOf`. */
export const feeOf = (messages: string, channel: string, prices: string) =>
  `${messages} * coalesce((${prices}::jsonb ->> ${channel})::bigint, 0) / 1000.0`;

/** A delivery that a platform was asked to take and that it takes money for: what rode along with a reply is free. */
export const PAID_DELIVERY = `d.state = 'sent' and d.reason is distinct from 'rode along'`;
