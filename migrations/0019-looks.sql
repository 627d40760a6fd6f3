-- Who lately had a look at which drop. A row each, however often: the last look is what counts, and is forgotten after two weeks.
create table campaign_look (
  customer_id uuid not null references customer,
  campaign_id uuid not null references campaign,
  at timestamptz(3) not null,
  primary key (customer_id, campaign_id)
);
create index campaign_look_at on campaign_look (at);
