import { Refusal } from '../refusal.ts';
import { authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type Offer, offerNow } from './offer-now.ts';
import type { Member } from './take-ticket.ts';
import { type TicketView, ticketView } from './ticket-view.ts';

/** What would make up for a ticket, before somebody says yes; refuses what `compensate` would refuse of it now. */
export async function offerFor(tx: Tx, by: Member, ref: string): Promise<{ offer: Offer; view: TicketView }> {
  authorise(by, 'compensate');
  const view = await ticketView(tx, by, ref);
  if (view.couponId) throw new Refusal('offer-done');
  const offer = await offerNow(tx);
  if (offer.worstMinor > offer.leftMinor) throw new Refusal('offer-budget', offer);
  return { offer, view };
}
