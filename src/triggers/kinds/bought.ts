import type { Place } from '../look.ts';
import type { WhenOf } from '../rule.ts';

type Bought = Omit<WhenOf<'purchase'>, 'kind'>;

/** Purchases `q` that count, as in a customer's figures: not undone, and not given back as a whole. */
export const VALID = 'q.voided_at is null and (q.refunded_minor = 0 or q.refunded_minor < q.paid_minor)';

/** The civil day of a purchase `q`, where the store is or the customer. */
export const dayOf = (zone: string) => `(q.at at time zone coalesce(
  (select s.zone from store s where s.id = q.store_id), (select p.zone from customer p where p.id = q.customer_id), ${zone}))::date`;

/** Which purchases `q` a trigger is about. */
export function about({ category, product, store, minimumMinor }: Bought, place: Place): string {
  const conditions = [VALID];
  if (store) conditions.push(`q.store_id = ${place(store)}::uuid`);
  if (minimumMinor) conditions.push(`q.paid_minor - q.refunded_minor >= ${place(minimumMinor)}`);
  const line = [
    ...(category ? [`lower(l.category) = lower(${place(category)})`] : []),
    ...(product ? [`lower(l.product) = lower(${place(product)})`] : []),
  ];
  if (line.length > 0)
    conditions.push(`exists (select from purchase_line l where l.purchase_id = q.id and ${line.join(' and ')}
      and (l.amount_minor = 0 or l.refunded_minor < l.amount_minor))`);
  return conditions.join(' and ');
}
