import { Store } from '../../entities/store.ts';
import { campaignStats } from '../campaigns/campaign-stats.ts';
import { campaignsPage } from '../campaigns/campaigns-page.ts';
import { statsCard } from '../campaigns/stats-card.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

const CHOICE = 10;

/** `/stats [REF]`: what a campaign did, by channel and store. */
export const stats: Command = {
  name: 'stats',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, person, args } = said;
    if (!args) {
      const { campaigns } = await campaignsPage(tx, by, 1, CHOICE);
      if (campaigns.length === 0) return { text: t.marketing.noCampaigns() };
      const buttons = campaigns.map(({ campaign, terms }) => ({
        label: clip(inLanguage(terms.name, person.language, tx.shop.language), 20),
        says: `/stats ${campaign.ref}`,
      }));
      return { text: t.marketing.chooseStats(), buttons };
    }
    const claimable = await findClaimable(tx.db, args);
    if (!claimable) throw new Refusal('campaign-unknown');
    const stats = await campaignStats(tx, by, claimable.campaign.id);
    const { storeId } = by.staff;
    const store = storeId ? (await tx.db.findOneByOrFail(Store, { id: storeId })).name : undefined;
    return statsCard(tx.shop, t, person.language, claimable, stats, store);
  },
};
