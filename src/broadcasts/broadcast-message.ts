import type { EntityManager } from 'typeorm';
import { campaignCard } from '../campaigns/campaign-card.ts';
import { storeNames } from '../campaigns/describe-terms.ts';
import type { Message } from '../chat/channel.ts';
import type { Claimable } from '../coupons/claimable.ts';
import type { Tx } from '../transaction.ts';

/**
 * What a broadcast says, in any language. It is drawn once for everybody, so it does not say how many are left; and it
 * has the free way out in it.
 */
export async function broadcastMessage(
  { db, shop, now }: Pick<Tx, 'shop' | 'now'> & { db: EntityManager },
  { campaign, terms }: Claimable,
): Promise<(language: string) => Message> {
  const stores = await storeNames({ db }, terms);
  return (language) => {
    const card = campaignCard(shop, language, { campaign: { ...campaign, stock: null }, terms }, now, { stores });
    const stop = { label: shop.words(language).broadcasts.noMoreOffers(), says: '/stop' };
    return { ...card, buttons: [...(card.buttons ?? []), stop] };
  };
}
