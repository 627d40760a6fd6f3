-- Claims of one campaign, all or none. The campaign's row is locked first, so that the statements after it see every
-- claim committed before; then each asker gets at most what is left, first come first served.
-- The caller has worked out the terms; they hold only while the campaign is at `p_version`, else outcome 'stale'.
-- Returns how many won and, one by one, those who did not simply win: won + others = asked, always.
-- The lists of events are null when nobody came with one. Who came in an event may be remembered as somebody they were
-- parted from, so that those who were ever parted are strangers here and are looked up the ordinary way.
create function claim_coupons(
  p_campaign uuid, p_version int, p_now timestamptz, p_today date,
  p_valid_from timestamptz, p_valid_until timestamptz, p_worst bigint, p_channel text,
  p_customers uuid[], p_coupons uuid[], p_codes bigint[],
  p_events text[], p_addresses text[], p_keys uuid[],
  out asked int, out won int, out others jsonb)
language plpgsql as $$
declare
  c campaign%rowtype;
  room bigint;
begin
  asked := cardinality(p_customers);
  select * into c from campaign where id = p_campaign for no key update;
  if not found or c.version <> p_version or c.state <> 'live' then
    won := 0;
    others := (select jsonb_agg(jsonb_build_array(n, 'stale', null) order by n) from generate_series(1, asked) n);
    return;
  end if;
  room := least(
    coalesce(c.stock - c.claimed, asked),
    coalesce(c.per_day - case when c.day = p_today then c.claimed_today else 0 end, asked),
    case when c.budget_minor is null or p_worst = 0 then asked else (c.budget_minor - c.committed_minor) / p_worst end);

  -- Most batches hold only different people who have nothing yet, and there is room for all: everybody wins, which is
  -- found by counting and needs no look at each.
  if room >= asked
    and (select count(*) from customer p where p.id = any(p_customers) and p.merged_into is null and p.joined_at is not null
      and (p_events is null or p.parted_at is null)) = asked
    and not exists (select from coupon q where q.customer_id = any(p_customers) and q.campaign_id = p_campaign)
    and (p_events is null or not exists (select from inbox_event e where e.channel = p_channel and e.event_id = any(p_events)))
  then
    insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, channel, claimed_at, valid_from, valid_until, worst_minor)
    select coupon, p_campaign, customer, 1, c.terms_version, code, p_channel, p_now, p_valid_from, p_valid_until, p_worst
    from unnest(p_customers, p_coupons, p_codes) as u(customer, coupon, code);
    if p_events is not null then
      insert into inbox_event (channel, event_id, address, heard_at, coupon_id, retry_key)
      select p_channel, event, address, p_now, coupon, key
      from unnest(p_events, p_addresses, p_coupons, p_keys) as u(event, address, coupon, key) where event is not null
      on conflict do nothing;
    end if;
    won := asked;
  else
    with ask as (
      select n::int, customer, coupon, code, event, address, key
      from unnest(p_customers, p_coupons, p_codes, p_events, p_addresses, p_keys)
        with ordinality as u(customer, coupon, code, event, address, key, n)
    ), wallet as (
      select q.customer_id, max(q.seq) as held,
        (array_agg(q.id order by q.seq desc) filter (where q.state = 'issued' and q.valid_until > p_now))[1] as open_coupon
      from coupon q where q.customer_id = any(p_customers) and q.campaign_id = p_campaign group by q.customer_id
    ), known as (
      -- Said before, moved to another person, or already in the wallet: none of these takes stock.
      select a.*, e.event_id is not null as heard, e.coupon_id as heard_coupon,
        p.id is null as stranger, h.held, h.open_coupon,
        row_number() over (partition by a.customer, e.event_id is null order by a.n) as turn
      from ask a
      left join inbox_event e on a.event is not null and e.channel = p_channel and e.event_id = a.event
      left join customer p on p.id = a.customer and p.merged_into is null and p.joined_at is not null
        and (a.event is null or p.parted_at is null)
      left join wallet h on h.customer_id = a.customer
    ), able as (
      select k.*, row_number() over (order by k.n) as place
      from known k
      where not heard and not stranger and turn = 1 and open_coupon is null and coalesce(held, 0) < c.per_customer
    ), winners as (
      insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, channel, claimed_at, valid_from, valid_until, worst_minor)
      select coupon, p_campaign, customer, coalesce(held, 0) + 1, c.terms_version, code, p_channel, p_now, p_valid_from, p_valid_until, p_worst
      from able where place <= room
      returning id, customer_id
    ), results as (
      select k.n, k.event, k.address, k.key, k.heard,
        case when k.heard then 'heard' when k.stranger then 'stranger' when w.id = k.coupon then 'won'
          when w.id is not null or k.open_coupon is not null then 'held'
          when coalesce(k.held, 0) >= c.per_customer then 'limit' else 'gone' end as outcome,
        case when k.heard then k.heard_coupon else coalesce(w.id, k.open_coupon) end as coupon
      from known k left join winners w on w.customer_id = k.customer
    ), written as (
      insert into inbox_event (channel, event_id, address, heard_at, coupon_id, answer, retry_key)
      select distinct on (event) p_channel, event, address, p_now, coupon,
        case when outcome in ('limit', 'gone') then jsonb_build_object('claim', outcome, 'campaign', p_campaign) end, key
      from results where event is not null and outcome in ('won', 'held', 'limit', 'gone') order by event, n
      on conflict do nothing
    )
    select count(*) filter (where outcome = 'won'),
      jsonb_agg(jsonb_build_array(n, outcome, coupon) order by n) filter (where outcome <> 'won')
    into won, others from results;
  end if;

  if won > 0 then
    update campaign set claimed = claimed + won,
      claimed_today = case when day = p_today then claimed_today else 0 end + won,
      day = p_today, committed_minor = committed_minor + p_worst * won
    where id = p_campaign;
  end if;
end $$;

-- Refusals of a campaign that a process knows to be sold out, without its lock and without a look at its stock. Each
-- is recorded with its event, so that the event says the same again. Returns the places of those it could refuse: not
-- those who hold a coupon after all, were linked into another person, or were heard before.
create function refuse_claims(
  p_campaign uuid, p_now timestamptz, p_channel text, p_customers uuid[], p_events text[], p_addresses text[], p_keys uuid[])
returns int[] language sql as $$
  with ask as (
    select * from unnest(p_customers, p_events, p_addresses, p_keys) with ordinality as u(customer, event, address, key, n)
  ), written as (
    insert into inbox_event (channel, event_id, address, heard_at, answer, retry_key)
    select distinct on (a.event) p_channel, a.event, a.address, p_now, jsonb_build_object('claim', 'gone', 'campaign', p_campaign), a.key
    from ask a join customer p on p.id = a.customer and p.merged_into is null and p.joined_at is not null and p.parted_at is null
    where not exists (select from coupon q where q.customer_id = a.customer and q.campaign_id = p_campaign)
    order by a.event, a.n
    on conflict do nothing returning retry_key
  )
  select coalesce(array_agg(a.n::int), '{}') from written w join ask a on a.key = w.retry_key
$$;
