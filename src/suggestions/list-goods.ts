import type { Tx } from '../transaction.ts';

/** A product or category that a coupon can be for, by the till's word and by what people call it. */
export interface Good {
  kind: 'product' | 'category';
  name: string;
  names: Partial<Record<string, string>> | null;
  /** Of a product: where it belongs. */
  category: string | null;
}

/** What was sold in the last half year or has been given a name; categories first, then what is bought most. */
export async function listGoods(tx: Pick<Tx, 'db'>): Promise<Good[]> {
  return tx.db.query(
    `select kind, name, n.names, s.category from product_share s full join product_name n using (kind, name)
     order by kind, coalesce(s.orders, 0) desc, name`,
  );
}
