import { daysLong, type Find, peopleIn, rowsIn } from '../look.ts';
import { about, dayOf, VALID } from './bought.ts';

/** Each order. */
export const purchase: Find<'purchase'> = (when, look, place) => `
select q.customer_id, 'purchase:' || q.id as occurrence, q.at, q.at as from_at from purchase q
where ${rowsIn(look, place, 'q.id', 'q.customer_id')} and ${about(when, place)}`;

/**
 * The n-th order within so many days. The period begins with the first of them: what else is bought until it is over
 * does not count again. Named after that first one, so that orders which come late to us make no second one of it.
 */
export const purchases: Find<'purchases'> = (when, look, place) => `
select customer_id, 'purchases:' || (c).hit as occurrence, at, (c).hit_from as from_at from (
  select q.customer_id, q.at, counted(q.at, q.id::text, ${place(when.count)}::int, ${daysLong(place(when.days))})
    over (partition by q.customer_id order by q.at, q.id) as c
  from purchase q where q.customer_id ${peopleIn(look, place, 'purchase')} and ${about(when, place)}) counting
where (c).hit is not null`;

/** The n-th day on which somebody buys, by its first order. */
export const visit: Find<'visit'> = (when, look, place) => `
select customer_id, 'visit:' || customer_id as occurrence, at, at as from_at from (
  select customer_id, at, dense_rank() over (partition by customer_id order by day) as nth,
    row_number() over (partition by customer_id, day order by at, id) as place
  from (select q.id, q.customer_id, q.at, ${dayOf(place(look.zone))} as day
    from purchase q where q.customer_id ${peopleIn(look, place, 'purchase')} and ${VALID}) days) visits
where nth = ${place(when.count)} and place = 1`;

/** The order with which all orders together come to an amount, or to its next multiple; each amount counts once. */
export const spend: Find<'spend'> = ({ amountMinor, every }, look, place) => `
select customer_id, 'spend:' || customer_id || ':' || ${every ? 'reached' : '1'} as occurrence, at, at as from_at from (
  select customer_id, at, floor(total / step) as reached, floor((total - minor) / step) as before
  from (select q.customer_id, q.at, (q.paid_minor - q.refunded_minor)::numeric as minor, ${place(amountMinor)}::numeric as step,
      sum(q.paid_minor - q.refunded_minor) over (partition by q.customer_id order by q.at, q.id) as total
    from purchase q where q.customer_id ${peopleIn(look, place, 'purchase')} and ${VALID}) running) steps
where reached > before ${every ? '' : 'and before = 0'}`;
