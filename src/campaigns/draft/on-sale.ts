import { listStores } from '../../stores/list-stores.ts';
import { listGoods } from '../../suggestions/list-goods.ts';
import type { Tx } from '../../transaction.ts';
import type { Asking } from './step.ts';

/** Where the shop sells, and what: for the questions about them. */
export async function onSale(tx: Tx): Promise<Pick<Asking, 'stores' | 'goods'>> {
  return { stores: await listStores(tx), goods: await listGoods(tx) };
}
