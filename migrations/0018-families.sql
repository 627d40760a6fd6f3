-- All the accounts that a person has had, the one who was kept and those linked to it.
create function family_of(p_customer uuid) returns setof uuid language sql stable as $$
  with recursive family as (
    select p_customer as id
    union select l.joined_id from family f join customer_link l on l.kept_id = f.id and l.undone_at is null
  )
  select id from family
$$;
