import type { Ground } from './ground.ts';

/** What a plain reader knows of a shop: its ledgers as they are now, in milliseconds, before anything is worked out. */
export interface Books {
  people: Person[];
  bought: Bought[];
  entries: (Row & { delta: number; reason: string })[];
  climbs: (Row & { from: number; to: number; tier: string })[];
  uses: (Row & { coupon: string; undone: boolean })[];
  coupons: { id: string; customer: string; state: string; at: number; until: number }[];
  ratings: (Row & { stars: number })[];
  tags: { customer: string; tag: string; at: number }[];
  events: (Row & { name: string })[];
}
export interface Row {
  id: string;
  customer: string;
  at: number;
}
export interface Person {
  id: string;
  joined: number;
  born: number | null;
  zone: string | null;
  into: string | null;
}
export interface Bought extends Row {
  minor: number;
  back: number;
  categories: string[];
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;

/** Reads every ledger once. */
export async function readBooks({ rows }: Ground): Promise<Books> {
  const [people, bought, entries, climbs, uses, coupons, ratings, tags, events] = await Promise.all([
    rows<Person>(
      `select id, ${ms('joined_at')} as joined, birth_mmdd as born, zone, merged_into as into from customer`,
    ),
    rows<Bought>(`select q.id, q.customer_id as customer, ${ms('q.at')} as at, q.paid_minor::float8 as minor,
      q.refunded_minor::float8 as back, array(select lower(l.category) from purchase_line l where l.purchase_id = q.id
        and l.category is not null and (l.amount_minor = 0 or l.refunded_minor < l.amount_minor)) as categories
      from purchase q where q.voided_at is null`),
    rows<Books['entries'][number]>(
      `select id, customer_id as customer, ${ms('at')} as at, delta::float8 as delta, reason from points_entry`,
    ),
    rows<Books['climbs'][number]>(`select x.id, x.customer_id as customer, ${ms('x.at')} as at, x.to_tier as tier,
      coalesce(f.rank, 0) as from, coalesce(t.rank, 0) as to
      from tier_change x left join tier f on f.name = x.from_tier left join tier t on t.name = x.to_tier`),
    rows<Books['uses'][number]>(`select id, customer_id as customer, ${ms('at')} as at, coupon_id as coupon,
      undone_at is not null as undone from redemption`),
    rows<Books['coupons'][number]>(
      `select id, customer_id as customer, state, ${ms('claimed_at')} as at, ${ms('valid_until')} as until from coupon`,
    ),
    rows<Books['ratings'][number]>(
      `select id, customer_id as customer, ${ms('at')} as at, rating as stars from feedback`,
    ),
    rows<Books['tags'][number]>(`select customer_id as customer, tag, ${ms('at')} as at from customer_tag`),
    rows<Books['events'][number]>(`select id, customer_id as customer, ${ms('at')} as at, name from event`),
  ]);
  return { people, bought, entries, climbs, uses, coupons, ratings, tags, events };
}

/** Who somebody has become. */
export function rootsOf({ people }: Pick<Books, 'people'>): (id: string) => string {
  const into = new Map(people.map(({ id, into }) => [id, into]));
  const root = (id: string): string => (into.get(id) ? root(into.get(id)!) : id);
  return root;
}
