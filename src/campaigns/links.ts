import { ChannelNote } from '../../entities/channel-note.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { inLanguage } from './terms.ts';

/** An address on a channel that leads to a campaign. */
export interface CampaignLink {
  channel: 'web' | 'telegram' | 'line';
  link: string;
}

/** What a link says for those who follow it: at most 33 of the 64 letters that Telegram's start parameter may have. */
export const refWith = (ref: string, source?: string): string => (source ? `${ref}_${source}` : ref);

/** Addresses that lead people straight to a campaign, through joining if they are new; each carries the source. */
export async function campaignLinks(tx: Tx, ref: string, source?: string): Promise<CampaignLink[]> {
  const says = refWith(ref, source);
  const bot = await tx.db.findOneBy(ChannelNote, { channel: 'telegram', key: 'username' });
  const account = await tx.db.findOneBy(ChannelNote, { channel: 'line', key: 'basic-id' });
  const typed = encodeURIComponent(`/start ${says}`);
  return [
    ...(tx.shop.publicUrl ? [{ channel: 'web' as const, link: `${tx.shop.publicUrl}/chat?ref=${says}` }] : []),
    ...(bot?.value ? [{ channel: 'telegram' as const, link: `https://t.me/${bot.value}?start=${says}` }] : []),
    // Opens the chat with the line written; who is no friend yet is asked to become one first.
    ...(account?.value
      ? [
          {
            channel: 'line' as const,
            link: `https://line.me/R/oaMessage/${encodeURIComponent(account.value)}/?${typed}`,
          },
        ]
      : []),
  ];
}

/** The campaign of that ref or id; refuses what people cannot come to by a link, for it is only given. */
export async function linkable(tx: Tx, refOrId: string, language: string = tx.shop.language): Promise<Claimable> {
  const found = await findClaimable(tx.db, refOrId);
  if (!found) throw new Refusal('campaign-unknown');
  const { campaign, terms } = found;
  const name = inLanguage(terms.name, language, tx.shop.language);
  if (campaign.purpose !== 'drop') throw new Refusal('links-none', { name });
  return found;
}
