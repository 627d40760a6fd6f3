import { post } from '../outbox/post.ts';
import type { Tx } from '../transaction.ts';
import { feedbackSettings } from './settings.ts';
import { ticketCard } from './ticket-card.ts';
import { type TicketView, ticketLines, VIEW } from './ticket-view.ts';

/**
 * Who answers tickets of a store: owners, its managers, and managers of all stores; of no store, every manager. Nobody
 * answers their own.
 */
export async function staffFor(
  tx: Tx,
  { storeId, customerId }: { storeId: string | null; customerId: string },
): Promise<{ staffId: string; customerId: string; language: string }[]> {
  return tx.db.query(
    `select s.id as "staffId", c.id as "customerId", c.language from staff s join customer c on c.id = s.customer_id
     where s.role in ('manager', 'owner') and s.ended_at is null and s.customer_id <> $2
       and (s.store_id is null or $1::uuid is null or s.store_id = $1) order by s.id`,
    [storeId, customerId],
  );
}

/** Tells whoever may answer a ticket that it is there, with all that was said and what can be done. */
export async function alertStaff(tx: Tx, ticketId: string): Promise<void> {
  const [view]: TicketView[] = await tx.db.query(`select ${VIEW} where t.id = $1`, [ticketId]);
  const lines = await ticketLines(tx, ticketId, 1);
  const offers = (await feedbackSettings(tx)).offerCampaignId !== null;
  for (const { staffId, customerId, language } of await staffFor(tx, view!)) {
    await post(tx, customerId, {
      class: 'notice',
      subject: `ticket:${ticketId}:${staffId}`,
      say: (t) => [ticketCard(tx, t, language, view!, lines, { offers })],
    });
  }
}
