import { z } from 'zod';
import { campaignStats } from '../../../src/campaigns/campaign-stats.ts';
import { termsSchema } from '../../../src/campaigns/terms.ts';
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
    currency,
    total: z.strictObject({ ...told, claimed: count, ...used }),
    channels: z.array(z.strictObject({ channel: z.string(), ...told, claimed: count, ...used })),
    stores: z.array(z.strictObject({ store: z.string().nullable(), ...used })),
    versions: z.array(z.strictObject({ version: z.int().min(1), terms: termsSchema, claimed: count, ...used })),
    sources: z.array(sourceShape),
  }),
  async run({ tx, by, params }) {
    const { campaign } = await campaignNamed(tx, params.ref);
    return { campaignId: campaign.id, currency: tx.shop.currency, ...(await campaignStats(tx, by, campaign.id)) };
  },
});

export const campaignStatsEndpoints = [read];
