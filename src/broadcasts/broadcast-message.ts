import { campaignCard } from '../campaigns/campaign-card.ts';
import type { Message } from '../chat/channel.ts';
import type { Claimable } from '../coupons/claimable.ts';
import type { Tx } from '../transaction.ts';

/** What a broadcast says in one language. Every one has the free way out in it. */
export function broadcastMessage(
  { shop, now }: Pick<Tx, 'shop' | 'now'>,
  claimable: Claimable,
  language: string,
): Message {
  const t = shop.words(language);
  const card = campaignCard(shop, t, claimable, now);
  return { ...card, buttons: [...(card.buttons ?? []), { label: t.broadcasts.noMoreOffers(), says: '/stop' }] };
}
