import { ChannelNote } from '../../entities/channel-note.ts';
import type { Tx } from '../transaction.ts';

/** Addresses that lead people straight to a campaign, through joining if they are new. */
export async function campaignLinks(tx: Tx, ref: string): Promise<string[]> {
  const links = tx.shop.publicUrl ? [`${tx.shop.publicUrl}/chat?ref=${ref}`] : [];
  const bot = await tx.db.findOneBy(ChannelNote, { channel: 'telegram', key: 'username' });
  if (bot?.value) links.push(`https://t.me/${bot.value}?start=${ref}`);
  return links;
}
