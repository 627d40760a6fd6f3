import { Campaign } from '../entities/campaign.ts';
import { Coupon } from '../entities/coupon.ts';
import { Customer } from '../entities/customer.ts';
import type { App } from '../src/app.ts';
import { storeNames } from '../src/campaigns/describe-terms.ts';
import type { Message } from '../src/chat/channel.ts';
import { claimCoupon } from '../src/coupons/claim-coupon.ts';
import { findClaimable } from '../src/coupons/claimable.ts';
import { couponCard } from '../src/coupons/coupon-card.ts';
import { heldTerms } from '../src/coupons/wallet.ts';
import { firstInYear } from '../src/customers/birthday-benefit.ts';
import { preferredFirst } from '../src/customers/choose-channel.ts';
import { civilDate } from '../src/lib/dates.ts';
import { post } from '../src/outbox/post.ts';
import { Refusal } from '../src/refusal.ts';
import { inSavepoint, inTransaction, type Tx } from '../src/transaction.ts';

const TOO_LATE_DAYS = 7;

/**
 * Greets one person for one birthday: in one transaction the note that this civil year is done, the coupon, and the
 * post. A changed birthday brings nothing within 300 days.
 */
export async function greet(app: App, customerId: string, day: string): Promise<boolean> {
  return inTransaction(app, async (tx) => {
    const channel = await reachedOn(tx, customerId);
    if (!channel || !(await firstInYear(tx, customerId, day))) return false;
    const { name, zone, language } = await tx.db.findOneByOrFail(Customer, { id: customerId });
    const late = civilDate(tx.now, zone ?? tx.shop.zone) !== day;
    const gift = await giveCoupon(tx, { customerId, channel, language });
    return post(tx, customerId, {
      subject: `birthday:${customerId}:${day.slice(0, 4)}`,
      class: 'marketing',
      expiresAt: new Date(tx.now.getTime() + TOO_LATE_DAYS * 86_400_000),
      say: (t) => {
        const greeting: Message = { title: t.notices.birthdayTitle(name), text: t.notices.birthday(late) };
        const stop = { label: t.broadcasts.noMoreOffers(), says: '/stop' };
        if (!gift) return [{ ...greeting, buttons: [stop] }];
        return [greeting, { ...gift, buttons: [...(gift.buttons ?? []), stop] }];
      },
    });
  });
}

async function reachedOn(tx: Tx, customerId: string): Promise<string | undefined> {
  const [identity] = await tx.db.query(
    `select i.channel from identity i join customer c on c.id = i.customer_id
     where c.id = $1 and i.reachable order by ${preferredFirst('c', 'i')} limit 1`,
    [customerId],
  );
  return identity?.channel;
}

interface Birthday {
  customerId: string;
  channel: string;
  language: string;
}

/** The coupon of the live birthday campaign, where there is one and it has any left. */
async function giveCoupon(tx: Tx, { customerId, channel, language }: Birthday): Promise<Message | undefined> {
  const campaign = await tx.db.findOneBy(Campaign, { purpose: 'birthday', state: 'live' });
  const claimable = campaign && (await findClaimable(tx.db, campaign.id));
  if (!claimable) return undefined;
  try {
    const id = await inSavepoint(tx, (inner) => claimCoupon(inner, customerId, claimable, channel, language));
    const coupon = await tx.db.findOneByOrFail(Coupon, { id });
    const { terms, zone } = await heldTerms(tx, coupon);
    const lead = tx.shop.words(language).notices.birthdayGift();
    return couponCard(tx.shop, language, { coupon, terms, zone }, tx.now, {
      lead,
      stores: await storeNames(tx, terms),
    });
  } catch (error) {
    // Gone, stopped, or outside its window: a greeting without a present.
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
