import { post } from '../outbox/post.ts';
import type { Tx } from '../transaction.ts';
import { feedbackSettings } from './settings.ts';
import { staffFor } from './staff-for.ts';
import { ticketCard } from './ticket-card.ts';
import { type TicketView, ticketLines, VIEW } from './ticket-view.ts';

/** Tells whoever is to answer a ticket that it is there, with all that was said and what can be done. */
export async function alertStaff(tx: Tx, ticketId: string): Promise<void> {
  const [view]: TicketView[] = await tx.db.query(`select ${VIEW} where t.id = $1`, [ticketId]);
  const lines = await ticketLines(tx, ticketId, 1);
  const offered = (await feedbackSettings(tx)).offerCampaignId !== null;
  for (const { staffId, customerId, language, from, offers } of await staffFor(tx, view!)) {
    await post(tx, customerId, {
      class: 'notice',
      subject: `ticket:${ticketId}:${staffId}`,
      runAt: from,
      say: (t) => [ticketCard(tx, t, language, view!, lines, { offers: offered && offers })],
    });
  }
}
