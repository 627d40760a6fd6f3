import { z } from 'zod';
import { inLanguage } from '../../../src/campaigns/terms.ts';
import { type Candidate, findCustomer } from '../../../src/customers/find-customer.ts';
import type { Tx } from '../../../src/transaction.ts';
import type { Language } from '../../../src/words/index.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, isoOrNull } from './shapes.ts';

const candidate = z.strictObject({
  id,
  name: z.string().describe('Masked for who may not see names.'),
  phone: z.string().nullable().describe('Its last three digits.'),
  lastAt: instant.nullable().describe('Of the last purchase.'),
  purchases: z.int().min(0),
  tier: z.string().nullable().describe('Its name in the language of Accept-Language.'),
  channels: z.array(z.string()).describe('Where they write, the latest first.'),
  sentence: z.string().describe('What tells them apart from others of the name, in the language of Accept-Language.'),
});

/** Whom somebody means. */
export const searchCustomers = endpoint({
  method: 'get',
  path: '/customers/search',
  name: 'searchCustomers',
  about:
    'Finds a customer by id, by the code of a coupon, by phone number, else by name. One who is meant comes as `id`; ' +
    'several of one name come as `candidates`, who came last the first.',
  scopes: ['customers'],
  query: z.strictObject({
    q: z.string().max(200).describe('An id, code, phone number or name.'),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  answer: z.strictObject({
    id: id.nullable(),
    candidates: z.array(candidate),
    more: z.boolean().describe('There are others of this name.'),
  }),
  async run({ tx, by, language, query }) {
    const found = await findCustomer(tx, by, query.q, query.limit);
    if ('id' in found) return { id: found.id, candidates: [], more: false };
    const candidates = found.all.map((one) => candidateView(tx, language, one));
    return { id: null, candidates, more: found.more };
  },
});

function candidateView(tx: Tx, language: Language, of: Candidate): z.input<typeof candidate> {
  const { dossier: d, customers: c } = tx.shop.words(language);
  const tier = of.tier && inLanguage(of.tier, language, tx.shop.language);
  const channels = [...new Set(of.channels)];
  const apart = [
    of.phone ? d.phone(of.phone, false) : '',
    of.lastAt ? d.last(of.lastAt, tx.now) : d.noPurchases(),
    tier ?? '',
    channels.length > 0 ? d.on(channels.map(c.channel)) : '',
  ];
  return {
    ...of,
    name: of.name || d.noName(),
    phone: of.phone ?? null,
    lastAt: isoOrNull(of.lastAt),
    tier,
    channels,
    sentence: apart.filter(Boolean).join(' · '),
  };
}
