import { z } from 'zod';
import { ORDERS, openTickets } from '../../../src/feedback/list-tickets.ts';
import { readTicket } from '../../../src/feedback/read-ticket.ts';
import { endpoint } from './endpoint.ts';
import { listed, listedView, ticket, ticketAnswer } from './ticket-view.ts';

/** A ticket is named as people type it. */
export const byRef = z.strictObject({ ref: z.string().min(1).max(20) });
/** A page shows so many lines of a ticket. */
export const LINES = 100;

const list = endpoint({
  method: 'get',
  path: '/tickets',
  name: 'listTickets',
  about: 'Customers who wait for an answer, the oldest first unless said otherwise; names are masked.',
  scopes: ['feedback'],
  query: z.strictObject({
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    order: z.enum(Object.keys(ORDERS) as [keyof typeof ORDERS]).default('oldest'),
  }),
  answer: z.strictObject({ total: z.int().min(0), tickets: z.array(z.strictObject(listed)), sentence: z.string() }),
  async run({ tx, by, language, query: { page, limit, order } }) {
    const { total, tickets } = await openTickets(tx, by, { page, size: limit, order });
    const { tickets: t } = tx.shop.words(language);
    return {
      total,
      tickets: tickets.map((one) => listedView({ tx, by, language }, one)),
      sentence: total === 0 ? t.listNone() : t.listTitle(total),
    };
  },
});

const read = endpoint({
  method: 'get',
  path: '/tickets/{ref}',
  name: 'readTicket',
  about: 'One ticket with the latest 100 lines of what was said, and what can be done about it.',
  scopes: ['feedback'],
  params: byRef,
  answer: ticket,
  run: async ({ tx, by, language, params }) =>
    ticketAnswer({ tx, by, language }, await readTicket(tx, by, params.ref, LINES)),
});

export const ticketEndpoints = [list, read];
