import { daysLong, type Find, type Look, type Place } from '../look.ts';

/** The civil days to look at, as rows `d`. */
function daysIn({ days }: Look, place: Place): string {
  const column = (values: unknown[], type: string) => `${place(values)}::${type}[]`;
  const parts = [
    column(
      days.map(({ zone }) => zone),
      'text',
    ),
    column(
      days.map(({ year }) => year),
      'int',
    ),
    column(
      days.map(({ monthDay }) => monthDay),
      'smallint',
    ),
    column(
      days.map(({ near }) => near.join()),
      'text',
    ),
    column(
      days.map(({ at }) => at),
      'timestamptz',
    ),
  ];
  return `unnest(${parts.join(', ')}) as d (zone, year, month_day, near, at)`;
}

const only = ({ scope }: Look, place: Place) =>
  'customerId' in scope ? `and c.id = ${place(scope.customerId)}::uuid` : '';

/** A birthday, once for each civil year. */
export const birthday: Find<'birthday'> = (_, look, place) => `
select c.id as customer_id, 'birthday:' || c.id || ':' || d.year as occurrence, d.at, d.at as from_at
from ${daysIn(look, place)} join customer c on c.birth_mmdd = d.month_day and c.zone is not distinct from d.zone
where true ${only(look, place)}`;

/** The day of the year on which somebody joined, from the first year after on. */
export const anniversary: Find<'anniversary'> = (_, look, place) => `
select c.id as customer_id, 'anniversary:' || c.id || ':' || d.year as occurrence, d.at, d.at as from_at
from ${daysIn(look, place)} join customer c on c.zone is not distinct from d.zone
  and month_day(c.joined_at) = any(string_to_array(d.near, ',')::int[]) and c.joined_at is not null
cross join lateral (select c.joined_at at time zone coalesce(d.zone, ${place(look.zone)}) as joined) j
where extract(month from j.joined) * 100 + extract(day from j.joined) = d.month_day and extract(year from j.joined) < d.year
  ${only(look, place)}`;

/** So many days before a coupon ends that nobody has used by then. */
export const couponExpiring: Find<'coupon-expiring'> = (when, look, place) => {
  const ahead = daysLong(place(when.days));
  const conditions = [`k.claimed_at <= k.valid_until - ${ahead}`];
  if (when.campaignId) conditions.push(`k.campaign_id = ${place(when.campaignId)}::uuid`);
  if ('customerId' in look.scope) conditions.push(`k.customer_id = ${place(look.scope.customerId)}::uuid`);
  else conditions.push(`k.valid_until > ${place(look.scope.recorded)}::timestamptz + ${ahead}`);
  conditions.push(`k.valid_until <= ${place(look.until)}::timestamptz + ${ahead}`);
  conditions.push(
    look.live
      ? `k.state = 'issued' and k.valid_until > ${place(look.until)}::timestamptz`
      : `(k.state in ('issued', 'expired') or exists (select from redemption r
          where r.coupon_id = k.id and r.undone_at is null and r.at > k.valid_until - ${ahead}))`,
  );
  return `
select k.customer_id, 'expiring:' || k.id as occurrence, k.valid_until - ${ahead} as at, k.valid_until - ${ahead} as from_at
from coupon k where ${conditions.join(' and ')}`;
};
