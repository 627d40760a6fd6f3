import { Coupon } from '../../entities/coupon.ts';
import { Ticket } from '../../entities/ticket.ts';
import { storeNames } from '../campaigns/describe-terms.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { claimCoupon } from '../coupons/claim-coupon.ts';
import type { Claimable } from '../coupons/claimable.ts';
import { couponCard } from '../coupons/coupon-card.ts';
import { heldTerms } from '../coupons/wallet.ts';
import { preferredFirst } from '../customers/choose-channel.ts';
import { post } from '../outbox/post.ts';
import { Refusal } from '../refusal.ts';
import { actorName } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type Offer, offerNow } from './offer-now.ts';
import { lockOffers } from './settings.ts';
import { type Member, takeTicket } from './take-ticket.ts';

/** A no of the campaign's own, which is worded for the one who claims. */
const CLAIM_REFUSALS = new Set([
  'claim-limit',
  'claim-gone',
  'claim-gone-today',
  'claim-not-yet',
  'claim-over',
  'campaign-stopped',
]);

/**
 * Makes up for something with a coupon of the chosen campaign, once for each ticket and within the budget of the month;
 * the customer gets it at once. All of it is one transaction: coupon, ticket, audit and message, or none of them.
 * `language` is the member's, for a no.
 */
export async function compensate(
  tx: Tx,
  by: Member,
  { ref, language }: { ref: string; language: string },
): Promise<Offer> {
  const ticket = await takeTicket(tx, by, ref, 'compensate');
  if (ticket.couponId) throw new Refusal('offer-done');
  await lockOffers(tx);
  const offer = await offerNow(tx);
  if (offer.worstMinor > offer.leftMinor) throw new Refusal('offer-budget', offer);
  const [to] = await tx.db.query(
    `select c.language, i.channel from customer c join identity i on i.customer_id = c.id
     where c.id = $1 order by i.reachable desc, ${preferredFirst('c', 'i')} limit 1`,
    [ticket.customerId],
  );
  const name = inLanguage(offer.claimable.terms.name, language, tx.shop.language);
  const couponId = await claimNew(tx, ticket.customerId, { ...offer, name }, to);
  await tx.db.update(Ticket, { id: ticket.id }, { couponId, offeredBy: by.staff.id, offeredAt: tx.now });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'compensate',
    ticket.id,
    { coupon: couponId, worstMinor: offer.worstMinor },
    tx.now,
  ]);
  if (!(await tell(tx, ticket, couponId, to.language))) throw new Refusal('ticket-unreachable');
  return offer;
}

/** A coupon that they did not have. Claims hold the campaign's row, so what is found under its lock stays so. */
async function claimNew(
  tx: Tx,
  customerId: string,
  { claimable, name }: { claimable: Claimable; name: string },
  { channel, language }: { channel: string; language: string },
): Promise<string> {
  const { campaign } = claimable;
  await tx.db.query('select 1 from campaign where id = $1 for no key update', [campaign.id]);
  const held = await tx.db.query(
    `select 1 from coupon where customer_id = $1 and campaign_id = $2 and state = 'issued' and valid_until > $3`,
    [customerId, campaign.id, tx.now],
  );
  if (held.length > 0) throw new Refusal('offer-held', { name });
  try {
    return await claimCoupon(tx, customerId, claimable, channel, language);
  } catch (error) {
    if (error instanceof Refusal && CLAIM_REFUSALS.has(error.code)) throw new Refusal('offer-gone', { name });
    throw error;
  }
}

async function tell(tx: Tx, { id, customerId }: Ticket, couponId: string, language: string): Promise<boolean> {
  const coupon = await tx.db.findOneByOrFail(Coupon, { id: couponId });
  const { terms, zone } = await heldTerms(tx, coupon);
  const stores = await storeNames(tx, terms);
  return post(tx, customerId, {
    subject: `compensation:${id}`,
    class: 'notice',
    say: ({ tickets: t }) => [
      couponCard(tx.shop, language, { coupon, terms, zone }, tx.now, { lead: t.sorry(), stores }),
    ],
  });
}
