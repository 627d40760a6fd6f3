import type { Desk, Part } from '../desk.ts';
import { FeedbackFigures } from './feedback-figures.tsx';
import { ListTickets } from './list-tickets.tsx';
import { OneTicket } from './one-ticket.tsx';
import './tickets.css';

const FIGURES = 'feedback';

/** Customers who wait for an answer, and what customers say. */
export const ticketsPart: Part = {
  path: 'tickets',
  title: (words) => words.ticketsTitle,
  isFor: (me) => me.scopes.includes('feedback'),
  draw: (desk) =>
    desk.rest && desk.rest !== FIGURES ? (
      <OneTicket desk={desk} name={desk.rest} />
    ) : (
      <section class="part">
        <h1>{desk.words.ticketsTitle}</h1>
        <Views desk={desk} />
        {desk.rest === FIGURES ? <FeedbackFigures desk={desk} /> : <ListTickets desk={desk} />}
      </section>
    ),
};

function Views({ desk: { words, rest } }: { desk: Desk }) {
  const say = words.tickets;
  return (
    <nav class="row" aria-label={say.views}>
      <a class="quiet view" href="/console/tickets" aria-current={rest ? undefined : 'page'}>
        {say.waiting}
      </a>
      <a class="quiet view" href={`/console/tickets/${FIGURES}`} aria-current={rest ? 'page' : undefined}>
        {say.figures}
      </a>
    </nav>
  );
}
