-- A member of staff who looks after the customers of a tier.

-- Tiers are all put in the place of one another, by name; an adviser stays with the name, and goes with it.
create table tier_adviser (
  tier text primary key,
  staff_id uuid not null references staff,
  named_at timestamptz(3) not null
);
create index tier_adviser_staff on tier_adviser (staff_id);

-- Whom a customer's words go to; null for everybody who answers.
alter table ticket add adviser_id uuid references staff;
