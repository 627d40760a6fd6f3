import { SHORTEST_DAYS, SLIPPING_AFTER, SLIPPING_DAYS } from '../../customers/behaviour.ts';
import { among, daysLong, type Find, type Look, type Place } from '../look.ts';
import { dayOf, VALID } from './bought.ts';

/**
 * After how long without a visit somebody counts as away: so many of the own usual intervals, as SQL over `days`. With `own`
 * null for who has no interval or comes more often than once a week: nobody is reminded of coffee each morning.
 */
export function patienceSql(days: string, times: string, own = false): string {
  if (own) return daysLong(`(case when ${days} >= ${SHORTEST_DAYS} then ${times}::float8 * ${days} end)`);
  return commonPatience(days, times);
}

function commonPatience(days: string, times: string): string {
  const most = `${SLIPPING_DAYS / SLIPPING_AFTER}`;
  const own = `case when ${days} is null then ${most} else greatest(${days}, ${SHORTEST_DAYS}) end`;
  return daysLong(`(${times}::float8 * ${own})`);
}

/**
 * No visit for so many of a person's own usual intervals, as those were at their last one. Living, only who has not come
 * back since is away; looking back, who came back after the effect was due.
 */
export const away: Find<'away'> = ({ times, own }, look, place) => {
  const until = `${place(look.until)}::timestamptz`;
  const back = look.live
    ? 'next_at is null'
    : `(next_at is null or next_at > due + ${place(look.delayMinutes)}::int * interval '1 minute')`;
  return `
select customer_id, 'away:' || id as occurrence, due as at, due as from_at from (
  with days as (
    select customer_id, day, min(at) as first_at, max(at) as at, (array_agg(id order by at desc, id desc))[1] as id
    from (select q.id, q.customer_id, q.at, ${dayOf(place(look.zone))} as day
      from purchase q where q.customer_id ${whom(look, place)} and ${VALID} and q.at <= ${until}) bought
    group by customer_id, day
  ), visits as (
    select *, lead(first_at) over w as next_at, day - lag(day) over w as gap
    from days window w as (partition by customer_id order by day)
  )
  select v.customer_id, v.id, v.next_at, v.at + ${patienceSql('m.gap', place(times), own)} as due
  from visits v left join lateral (
    select percentile_cont(0.5) within group (order by g.gap) as gap from visits g
    where g.customer_id = v.customer_id and g.day <= v.day having count(g.gap) >= 2) m on true
  where ${look.live ? 'v.next_at is null' : 'true'}) silences
where ${back}`;
};

function whom(look: Look, place: Place): string {
  const { scope, live, until } = look;
  if ('customerId' in scope) return `= ${place(scope.customerId)}::uuid`;
  // Looking back, everybody may have been away for a while.
  if (!live) return 'in (select s.customer_id from customer_stats s where s.last_at is not null)';
  return among(
    look,
    `select w.customer_id from trigger_watch w where w.trigger_id = ${place(live.triggerId)}::uuid and w.look_at <= ${place(until)}::timestamptz`,
  );
}
