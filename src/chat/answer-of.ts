import type { EntityManager } from 'typeorm';
import { Campaign } from '../../entities/campaign.ts';
import { Coupon } from '../../entities/coupon.ts';
import type { InboxEvent } from '../../entities/inbox-event.ts';
import { storeNames } from '../campaigns/describe-terms.ts';
import { claimRefusal } from '../coupons/claim-coupon.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { couponCard } from '../coupons/coupon-card.ts';
import { heldTerms } from '../coupons/wallet.ts';
import type { Shop } from '../shop.ts';
import type { Menu, Message } from './channel.ts';
import { refusalMessage } from './refusal-message.ts';
import { unsealMessages } from './sealed.ts';

type Event = Pick<InboxEvent, 'channel' | 'address' | 'heardAt' | 'couponId' | 'answer'>;

/**
 * What an event was answered, drawn again: the stored messages, or for a claim of the rush the coupon that it got, as it
 * was first said.
 */
export async function answerAgain(
  db: EntityManager,
  shop: Shop,
  event: Event,
): Promise<{ messages: Message[]; menu?: Menu }> {
  const answer = event.answer as {
    messages?: unknown;
    menu?: Menu;
    claim?: 'limit' | 'gone';
    campaign?: string;
  } | null;
  if (answer?.messages)
    return { messages: unsealMessages(shop, answer.messages), ...(answer.menu ? { menu: answer.menu } : {}) };
  const [who] = await db.query(
    'select c.language from identity i join customer c on c.id = i.customer_id where i.channel = $1 and i.address = $2',
    [event.channel, event.address],
  );
  const language: string = who?.language ?? shop.language;
  if (event.couponId) return { messages: [await couponAgain(db, shop, language, event)] };
  if (answer?.claim && answer.campaign && (await db.existsBy(Campaign, { id: answer.campaign }))) {
    const claimable = (await findClaimable(db, answer.campaign))!;
    return { messages: [refusalMessage(shop, language, claimRefusal(answer.claim, claimable, { shop }, language))] };
  }
  return { messages: [] };
}

async function couponAgain(
  db: EntityManager,
  shop: Shop,
  language: string,
  { couponId, heardAt }: Event,
): Promise<Message> {
  const coupon = await db.findOneByOrFail(Coupon, { id: couponId! });
  const { terms, zone } = await heldTerms({ db }, coupon);
  const { yours, stillYours } = shop.words(language).coupons;
  const lead = coupon.claimedAt.getTime() === heardAt.getTime() ? yours() : stillYours();
  return couponCard(shop, language, { coupon, terms, zone }, heardAt, {
    lead,
    stores: await storeNames({ db }, terms),
  });
}

/** The messages of an event's answer; for those that were never taken by their platform. */
export async function answerOf(
  app: { database: { manager: EntityManager }; shop: Shop },
  event: Event,
): Promise<Message[]> {
  return (await answerAgain(app.database.manager, app.shop, event)).messages;
}
