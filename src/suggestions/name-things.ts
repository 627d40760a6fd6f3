import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

type Names = Partial<Record<string, string>>;

/** What people call products and categories, each by the till's word for it. */
export interface Named {
  products?: Record<string, Names>;
  categories?: Record<string, Names>;
}

/** Says what people call what the till calls otherwise; what was said of the same before is replaced. */
export async function nameThings(tx: Tx, by: Actor, { products = {}, categories = {} }: Named): Promise<number> {
  authorise(by, 'publish');
  const rows = [
    ...Object.entries(products).map(([name, names]) => ({ kind: 'product', name, names })),
    ...Object.entries(categories).map(([name, names]) => ({ kind: 'category', name, names })),
  ];
  await tx.db.query(
    `insert into product_name (kind, name, names) select kind, name, names
     from jsonb_to_recordset($1::jsonb) as n (kind text, name text, names jsonb) order by kind, name
     on conflict (kind, name) do update set names = excluded.names`,
    [JSON.stringify(rows)],
  );
  return rows.length;
}
