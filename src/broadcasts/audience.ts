/**
 * Who gets a broadcast: joined, agreed to marketing, and reachable on an open channel; each person once, where they
 * were last heard. `$1` are the open channels, `$2` our languages, `$3` the shop's own.
 */
export const AUDIENCE = `
  select distinct on (c.id) i.id, i.channel, case when c.language = any($2::text[]) then c.language else $3 end as language, c.zone
  from customer c join identity i on i.customer_id = c.id and i.reachable and i.channel = any($1::text[])
  where c.joined_at is not null and c.marketing and c.merged_into is null
  order by c.id, i.heard_at desc nulls last, i.id`;
