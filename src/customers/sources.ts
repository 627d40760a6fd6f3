import type { Tx } from '../transaction.ts';

/** Where something that we know of a person came from. */
export type Source =
  | { by: 'self'; at: Date }
  | { by: 'channel'; channel: string; at: Date }
  | { by: 'file'; file: string | null; at: Date | null }
  | { by: 'unknown' };

export const facts = ['name', 'birthday', 'phone'] as const;
export type Fact = (typeof facts)[number];

/** From where the facts of a person and their figures come. */
export interface Sources {
  facts: Partial<Record<Fact, Source>>;
  tags: { tag: string; by: 'staff' | 'file' | 'machine'; at: Date }[];
  /** How many orders came from each system; `redemption` are those with a coupon. */
  orders: { source: string; count: number }[];
}

/**
 * Where each fact of a person comes from: what they have said last counts, then the file that filled it in, then the account
 * that they write from. What a linked account has said of itself is said by them.
 */
export async function sourcesOf(tx: Tx, customerId: string): Promise<Sources> {
  const [row] = await tx.db.query(SOURCES, [customerId]);
  const found: Sources['facts'] = {};
  for (const fact of facts) {
    if (!row.known.includes(fact)) continue;
    found[fact] = sourceOf(row, fact);
  }
  return { facts: found, tags: row.tags.map(dated), orders: row.orders };
}

interface Row {
  known: Fact[];
  said: { field: Fact; at: string }[];
  files: { field: Fact; file: string | null; at: string | null }[];
  account: { channel: string; at: string } | null;
  tags: { tag: string; by: 'staff' | 'file' | 'machine'; at: string }[];
  orders: Sources['orders'];
}

function sourceOf({ said, files, account }: Row, fact: Fact): Source {
  const own = said.find(({ field }) => field === fact);
  const file = files.find(({ field }) => field === fact);
  // A file fills in what is missing: one that came later found nothing that they had said.
  if (own && !(file?.at && file.at > own.at)) return { by: 'self', at: new Date(own.at) };
  if (file) return { by: 'file', file: file.file, at: file.at === null ? null : new Date(file.at) };
  if (fact === 'name' && account) return { by: 'channel', channel: account.channel, at: new Date(account.at) };
  return { by: 'unknown' };
}

const dated = ({ at, ...rest }: Row['tags'][number]) => ({ ...rest, at: new Date(at) });

const SOURCES = `
with recursive account as (
  select $1::uuid as id
  union select l.joined_id from account a join customer_link l on l.kept_id = a.id and l.undone_at is null
)
select array_remove(array[case when c.name is not null then 'name' end, case when c.birth_mmdd is not null then 'birthday' end,
    case when exists (select from account join customer p using (id) where p.phone_sealed is not null) then 'phone' end], null) as known,
  (select coalesce(jsonb_agg(jsonb_build_object('field', field, 'at', at)), '[]') from (
    select u.facts ->> 'field' as field, max(u.at) as at from account a join audit u on u.subject = a.id::text and u.act = 'edit-customer'
    group by 1) e) as said,
  (select coalesce(jsonb_agg(jsonb_build_object('field', s.key, 'file', i.name, 'at', i.created_at)), '[]')
    from account a join customer p using (id) cross join jsonb_each_text(p.sources) s
    left join import i on 'import:' || i.id = s.value) as files,
  (select jsonb_build_object('channel', channel, 'at', created_at) from identity
    where customer_id = $1 and name = c.name order by created_at, id limit 1) as account,
  (select coalesce(jsonb_agg(jsonb_build_object('tag', tag, 'at', at, 'by', case when by like 'import:%' then 'file'
    when by like 'staff:%' then 'staff' else 'machine' end) order by tag), '[]') from customer_tag where customer_id = $1) as tags,
  (select coalesce(jsonb_agg(jsonb_build_object('source', source, 'count', count) order by count desc, source), '[]') from (
    select source, count(*)::int as count from purchase where customer_id = $1 and voided_at is null group by source) o) as orders
from customer c where c.id = $1`;
