import { Customer } from '../../entities/customer.ts';
import { ProductShare } from '../../entities/product-share.ts';
import { type OpenCampaign, openCampaigns } from '../campaigns/open-campaigns.ts';
import { refuseStranger } from '../points/stranger.ts';
import type { Tx } from '../transaction.ts';
import { type Reason, reasonFor } from './fit.ts';
import { type Likely, likelyProducts } from './likely.ts';
import { tasteOf } from './taste.ts';

const MOST_DROPS = 20;
const MOST_PRODUCTS = 10;

export interface Suggestions {
  customerId: string;
  noPersonal: boolean;
  drops: OpenCampaign[];
  products: (Likely & { reason: Reason | undefined })[];
}

/**
 * What may suit a customer: open drops in the order in which they see them, and the products that their next order may
 * have. Of who wants no suggestions the drops come in everybody's order, and no products.
 */
export async function suggest(tx: Tx, id: string): Promise<Suggestions> {
  await refuseStranger(tx, id);
  const [{ kept }] = await tx.db.query('select kept_customer($1) as kept', [id]);
  const customer = await tx.db.findOneByOrFail(Customer, { id: kept });
  const { campaigns: drops } = await openCampaigns(tx, customer, 1, MOST_DROPS);
  const { noPersonal } = customer;
  if (noPersonal) return { customerId: kept, noPersonal, drops, products: [] };
  const names = (await tx.db.findBy(ProductShare, { kind: 'product' })).map(({ name }) => name);
  const taste = await tasteOf(tx, kept, names);
  const products = likelyProducts(taste, names)
    .slice(0, MOST_PRODUCTS)
    .map((one) => ({ ...one, reason: reasonFor('product', one.product, taste) }));
  return { customerId: kept, noPersonal, drops, products };
}
