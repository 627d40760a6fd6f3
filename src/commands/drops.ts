import { campaignCard } from '../campaigns/campaign-card.ts';
import { storeNames } from '../campaigns/describe-terms.ts';
import { openCampaigns } from '../campaigns/open-campaigns.ts';
import type { Message } from '../chat/channel.ts';
import { findDrop } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import { noteLook } from '../suggestions/note-look.ts';
import { sayReason } from '../suggestions/say-reason.ts';
import type { Command, Said } from './command.ts';
import { customerButtons } from './help.ts';

const PAGE = 4;

/** `/drops [page or campaign]`: what can be claimed, each with all its terms, a button, and why it may suit this person. */
export const drops: Command = {
  name: 'drops',
  who: 'customer',
  async run(said) {
    const { tx, person, t, args } = said;
    if (args && !/^\d{1,3}$/.test(args)) return one(said);
    const page = Math.max(1, Number(args) || 1);
    const { campaigns, total, taste } = await openCampaigns(tx, person.customer, page, PAGE);
    if (campaigns.length === 0) return { text: t.coupons.noDrops(), buttons: customerButtons(t).slice(1) };
    const cards: Message[] = [];
    for (const { held, reason, ...claimable } of campaigns) {
      const stores = await storeNames(tx, claimable.terms);
      const why = reason && taste && sayReason(tx.shop, person.language, reason, taste);
      cards.push(campaignCard(tx.shop, person.language, claimable, tx.now, { held, stores, ...(why && { why }) }));
    }
    if (total > page * PAGE)
      cards.push({
        text: t.coupons.page(page, Math.ceil(total / PAGE)),
        buttons: [{ label: t.chat.more(), says: `/drops ${page + 1}` }],
      });
    return cards;
  },
};

async function one({ tx, person, args }: Said): Promise<Message> {
  const claimable = await findDrop(tx.db, args);
  if (!claimable) throw new Refusal('campaign-unknown');
  if (claimable.campaign.state !== 'live') throw new Refusal('campaign-stopped');
  const [row] = await tx.db.query(
    `select exists (select from coupon where customer_id = $1 and campaign_id = $2 and state = 'issued' and valid_until > $3) as held`,
    [person.customer.id, claimable.campaign.id, tx.now],
  );
  await noteLook(tx, person.customer, claimable.campaign.id);
  return campaignCard(tx.shop, person.language, claimable, tx.now, {
    held: row.held,
    stores: await storeNames(tx, claimable.terms),
  });
}
