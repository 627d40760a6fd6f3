-- Who of those is told, and who is held back so that we can tell what telling brings.

-- True for so many percent of people, always the same ones for the same thing: the first four bytes of a hash of both.
create function held_out(p_customer uuid, p_of uuid, p_percent int) returns boolean language sql immutable parallel safe as $$
  select ('x' || substr(md5(p_of::text || p_customer::text), 1, 8))::bit(32)::bigint % 100 < p_percent
$$;
