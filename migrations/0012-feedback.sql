-- What people say about it, and who answers.

create table feedback (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer,
  redemption_id uuid unique references redemption,
  store_id uuid references store,
  campaign_id uuid references campaign,
  rating smallint check (rating between 1 and 5),
  words text,
  at timestamptz(3) not null
);
create index feedback_customer on feedback (customer_id, at);
create index feedback_at on feedback (at, id);

-- Whose receipt carried the question. A receipt that is sent again carries it again.
create table feedback_ask (
  redemption_id uuid primary key references redemption,
  customer_id uuid not null references customer,
  at timestamptz(3) not null
);
create index feedback_ask_customer on feedback_ask (customer_id, at);
create index feedback_ask_at on feedback_ask (at);

-- Of these redemptions, those whose receipt carries the question: the ones that did before, and, where people are awake,
-- those of customers who were asked for no other use since `p_since`. One at a time for each customer.
create function ask_with_receipts(p_redemptions uuid[], p_awake boolean[], p_since timestamptz, p_now timestamptz)
returns table (redemption_id uuid, language text, store text) language plpgsql as $$
declare
  fresh uuid[] := array(
    select u.id from unnest(p_redemptions, p_awake) as u (id, awake)
    where u.awake and p_since is not null and not exists (select from feedback_ask a where a.redemption_id = u.id));
begin
  if cardinality(fresh) > 0 then
    perform pg_advisory_xact_lock(hashtextextended('feedback:' || o.customer, 0)) from (
      select distinct r.customer_id::text as customer from redemption r where r.id = any(fresh) order by 1) o;
    insert into feedback_ask (redemption_id, customer_id, at)
    select distinct on (r.customer_id) r.id, r.customer_id, p_now
    from redemption r
    where r.id = any(fresh) and r.undone_at is null
      and not exists (select from feedback f where f.redemption_id = r.id)
      and not exists (
        select from feedback_ask a join redemption q on q.id = a.redemption_id
        where a.customer_id = r.customer_id and a.at > p_since and q.undone_at is null)
    order by r.customer_id, r.at desc, r.id desc
    on conflict do nothing;
  end if;
  return query select a.redemption_id, c.language, s.name
  from feedback_ask a
  join redemption r on r.id = a.redemption_id
  join customer c on c.id = r.customer_id
  left join store s on s.id = r.store_id
  where a.redemption_id = any(p_redemptions);
end $$;

create table ticket (
  id uuid primary key default uuid7(),
  ref text not null unique check (ref ~ '^[A-Z0-9]{4,16}$'),
  customer_id uuid not null references customer,
  feedback_id uuid unique references feedback,
  store_id uuid references store,
  state text not null check (state in ('open', 'closed')),
  -- Who answers now, so that two do not.
  taken_by uuid references staff,
  taken_at timestamptz(3),
  -- No foreign key on the hot table: it is written with the claim of this very coupon.
  coupon_id uuid unique,
  offered_by uuid references staff,
  offered_at timestamptz(3),
  note text,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  closed_by uuid references staff,
  check ((state = 'closed') = (closed_at is not null)),
  check ((taken_by is null) = (taken_at is null)),
  check ((coupon_id is null) = (offered_at is null))
);
create index ticket_customer on ticket (customer_id, opened_at);
create index ticket_open on ticket (opened_at) where state = 'open';
create index ticket_offered on ticket (offered_at) where coupon_id is not null;

-- What was said in a ticket: by the customer, or by staff.
create table ticket_message (
  id uuid primary key default uuid7(),
  ticket_id uuid not null references ticket,
  staff_id uuid references staff,
  words text not null check (words <> ''),
  at timestamptz(3) not null
);
create index ticket_message_ticket on ticket_message (ticket_id, id);

-- A question to somebody who comes less often than they used to.
create table survey (
  id uuid primary key default uuid7(),
  customer_id uuid not null references customer,
  reason text check (reason in ('price', 'taste', 'far', 'busy')),
  words text,
  asked_at timestamptz(3) not null,
  answered_at timestamptz(3),
  check ((reason is null and words is null) = (answered_at is null))
);
create index survey_customer on survey (customer_id, asked_at);
create index survey_asked on survey (asked_at);

-- Who wants no summary in the morning.
create table summary_stop (
  staff_id uuid primary key references staff,
  at timestamptz(3) not null
);
