import { z } from 'zod';
import { ProductName } from '../../../entities/product-name.ts';
import { authorise } from '../../../src/staff/actor.ts';
import type { Reason } from '../../../src/suggestions/fit.ts';
import { nameThings } from '../../../src/suggestions/name-things.ts';
import { suggest } from '../../../src/suggestions/suggest.ts';
import { languages } from '../../../src/words/index.ts';
import { endpoint } from './endpoint.ts';
import { byId, id } from './shapes.ts';

const count = z.int().min(0);
const reason = z
  .union([
    z.strictObject({ why: z.literal('habit'), kind: z.enum(['product', 'category']), name: z.string() }),
    z
      .strictObject({
        why: z.literal('goes-with'),
        product: z.string(),
        bought: count.describe('So many of their own orders had the product.'),
        other: z.string(),
        together: count,
        orders: count,
      })
      .describe('Of `orders` orders with the product, `together` had the other too: more than chance would have it.'),
    z.strictObject({ why: z.literal('looked') }).describe('They lately had a look at it by itself.'),
    z.strictObject({ why: z.literal('store'), name: z.string() }),
    z.strictObject({ why: z.literal('kind'), kind: z.enum(['amount', 'percent', 'gift', 'points']) }),
  ])
  .nullable();

const reasonView = (one: Reason | undefined) => one ?? null;

const read = endpoint({
  method: 'get',
  path: '/customers/{id}/suggestions',
  name: 'readSuggestions',
  about:
    'What may suit a customer: open drops in the order in which they see them, and what their next order may have, each with its reason. Without either of their own when they want no suggestions.',
  scopes: ['purchases'],
  params: byId,
  answer: z.strictObject({
    customerId: id,
    noPersonal: z.boolean(),
    drops: z.array(z.strictObject({ ref: z.string(), reason })),
    products: z.array(
      z.strictObject({
        product: z.string(),
        chance: z.number().min(0).max(1).describe('That the next order has it.'),
        orders: count.describe('So many of their orders of the last half year had it.'),
        reason,
      }),
    ),
  }),
  async run({ tx, params }) {
    const { customerId, noPersonal, drops, products } = await suggest(tx, params.id);
    return {
      customerId,
      noPersonal,
      drops: drops.map(({ campaign, reason: why }) => ({ ref: campaign.ref, reason: reasonView(why) })),
      products: products.map(({ product, chance, orders, reason: why }) => ({
        ...{ product, orders, chance: Math.round(chance * 10_000) / 10_000 },
        reason: reasonView(why),
      })),
    };
  },
});

const names = z.partialRecord(z.enum(languages), z.string().trim().min(1).max(60));
const things = z.record(z.string().trim().min(1).max(200), names).describe('By the word of the till.');

const name = endpoint({
  method: 'post',
  path: '/product-names',
  name: 'nameProducts',
  about:
    'Says what people call products and categories that the till calls otherwise; it replaces what was said of them.',
  scopes: ['campaigns'],
  body: z.strictObject({ products: things.optional(), categories: things.optional() }),
  answer: z.strictObject({ named: count }),
  status: 201,
  async run({ tx, by, body: { products, categories } }) {
    return { named: await nameThings(tx, by, { ...(products && { products }), ...(categories && { categories }) }) };
  },
});

const list = endpoint({
  method: 'get',
  path: '/product-names',
  name: 'listProductNames',
  about: 'What people call products and categories.',
  scopes: ['campaigns'],
  answer: z.strictObject({ products: things, categories: things }),
  async run({ tx, by }) {
    authorise(by, 'publish');
    const all = await tx.db.find(ProductName, { order: { kind: 'ASC', name: 'ASC' } });
    const of = (kind: ProductName['kind']) =>
      Object.fromEntries(all.filter((one) => one.kind === kind).map((one) => [one.name, one.names]));
    return { products: of('product'), categories: of('category') };
  },
});

export const suggestionEndpoints = [read, name, list];
