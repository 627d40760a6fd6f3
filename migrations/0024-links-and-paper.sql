-- Where people come from. Marketers name the sources of a campaign's links; who follows such a link leaves one row until they
-- claim, so that a claim itself writes nothing more: it belongs to the link that its owner followed last before it.
create table campaign_source (
  campaign_id uuid not null references campaign,
  source text not null check (source ~ '^[a-z0-9-]{1,16}$'),
  created_by uuid references staff,
  created_at timestamptz(3) not null,
  primary key (campaign_id, source)
);

-- By identity, which goes along when people are linked and comes back when they are parted.
create table arrival (
  campaign_id uuid not null,
  identity_id bigint not null references identity,
  source text not null,
  -- They had not joined yet: this link is how we met.
  fresh boolean not null,
  at timestamptz(3) not null,
  primary key (campaign_id, identity_id, at),
  foreign key (campaign_id, source) references campaign_source
);
create index arrival_identity on arrival (identity_id);

-- Printed coupons: a number that stands on paper means a coupon. Without a foreign key to the hot table.
create table paper_coupon (
  number text primary key check (length(number) between 5 and 20),
  coupon_id uuid not null unique,
  issued_on date not null,
  staff_id uuid references staff,
  at timestamptz(3) not null
);

-- One coupon of a campaign for somebody who need not have joined, because they hold it on paper. Counts as every claim does,
-- under the same lock: 'issued', 'limit' (the person has had all they may), 'gone', or 'stale' (the campaign has changed).
create function issue_on_paper(
  p_campaign uuid, p_version int, p_now timestamptz, p_today date, p_valid_from timestamptz, p_valid_until timestamptz,
  p_worst bigint, p_customer uuid, p_coupon uuid, p_code bigint)
returns text language plpgsql as $$
declare
  c campaign%rowtype;
  who uuid;
  had int;
begin
  select * into c from campaign where id = p_campaign for no key update;
  if not found or c.version <> p_version or c.state <> 'live' then return 'stale'; end if;
  -- Links of people wait for the campaign, so that this holds until we are done.
  who := kept_customer(p_customer);
  select coalesce(max(seq), 0) into had from coupon where customer_id = who and campaign_id = p_campaign;
  if had >= c.per_customer then return 'limit'; end if;
  if c.claimed >= c.stock
    or (c.day = p_today and c.claimed_today >= c.per_day)
    or c.committed_minor + p_worst > c.budget_minor then return 'gone'; end if;
  insert into coupon (id, campaign_id, customer_id, seq, terms_version, code_hash, channel, claimed_at, valid_from, valid_until, worst_minor)
  values (p_coupon, p_campaign, who, had + 1, c.terms_version, p_code, 'paper', p_now, p_valid_from, p_valid_until, p_worst);
  update campaign set claimed = claimed + 1,
    claimed_today = case when day = p_today then claimed_today else 0 end + 1,
    day = p_today, committed_minor = committed_minor + p_worst
  where id = p_campaign;
  return 'issued';
end $$;
