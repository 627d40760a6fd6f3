import { z } from 'zod';
import { Store } from '../../../entities/store.ts';
import { campaignStats } from '../../../src/campaigns/campaign-stats.ts';
import { statsLines } from '../../../src/campaigns/stats-card.ts';
import { inLanguage, termsSchema } from '../../../src/campaigns/terms.ts';
import { storeOf } from '../../../src/staff/actor.ts';
import { byRef, campaignNamed } from './campaigns.ts';
import { endpoint } from './endpoint.ts';
import { sourceShape } from './links.ts';
import { currency, id } from './shapes.ts';

const count = z.int().min(0);
const used = { redeemed: count, discountMinor: count, points: count, gifts: count };
const told = {
  sent: count.describe('Messages that left.'),
  reached: count.describe('Those that the platform took and did not report as undeliverable or unknown.'),
};

const read = endpoint({
  method: 'get',
  path: '/campaigns/{ref}/stats',
  name: 'readStats',
  about: 'What a campaign did, by channel, by store and by version of its terms. Undone redemptions count nowhere.',
  scopes: ['campaigns'],
  params: byRef,
  answer: z.strictObject({
    campaignId: id,
    title: z.string().describe('What these are results of, in the language of Accept-Language.'),
    lines: z.array(z.string()).describe('All that follows, in the same.'),
    currency,
    total: z.strictObject({ ...told, claimed: count, ...used }),
    channels: z.array(z.strictObject({ channel: z.string(), ...told, claimed: count, ...used })),
    stores: z.array(z.strictObject({ store: z.string().nullable(), ...used })),
    versions: z.array(z.strictObject({ version: z.int().min(1), terms: termsSchema, claimed: count, ...used })),
    sources: z.array(sourceShape),
  }),
  async run({ tx, by, params, language }) {
    const claimable = await campaignNamed(tx, params.ref);
    const stats = await campaignStats(tx, by, claimable.campaign.id);
    const bound = storeOf(by);
    const store = bound ? (await tx.db.findOneByOrFail(Store, { id: bound })).name : undefined;
    const t = tx.shop.words(language);
    const name = inLanguage(claimable.terms.name, language, tx.shop.language);
    return {
      campaignId: claimable.campaign.id,
      title: t.marketing.statsTitle(name, store ?? null),
      lines: statsLines(tx.shop, t, language, claimable, stats, store),
      currency: tx.shop.currency,
      ...stats,
    };
  },
});

export const campaignStatsEndpoints = [read];
