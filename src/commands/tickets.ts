import { inLanguage } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { answerTicket } from '../feedback/answer-ticket.ts';
import { closeTicket } from '../feedback/close-ticket.ts';
import { compensate } from '../feedback/compensate.ts';
import { openTickets } from '../feedback/list-tickets.ts';
import { offerNow } from '../feedback/offer-now.ts';
import { readTicket } from '../feedback/read-ticket.ts';
import { readWords } from '../feedback/read-words.ts';
import { feedbackSettings } from '../feedback/settings.ts';
import { giveBackTicket, type Member, takeTicket } from '../feedback/take-ticket.ts';
import { ticketCard, ticketHead } from '../feedback/ticket-card.ts';
import { clip, maskName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { may } from '../staff/actor.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

const PAGE = 6;

/** `/tickets [page | REF [answer words | offer [yes] | close note | end | leave]]`: who waits for an answer. */
export const tickets: Command = {
  name: 'tickets',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const [, first = '', verb = '', rest = ''] = /^(\S*)\s*(\S*)\s*([\s\S]*)$/.exec(said.args)!;
    if (!first || /^\d{1,3}$/.test(first)) return list(said, by, Math.max(1, Number(first) || 1));
    const ref = first.toUpperCase();
    const act = Object.hasOwn(acts, verb.toLowerCase()) && acts[verb.toLowerCase()];
    return act ? act(said, by, ref, rest) : card(said, by, ref);
  },
};

async function list(said: Said, by: Member, page: number): Promise<Message> {
  const { tx, t, person } = said;
  const { tickets, total } = await openTickets(tx, by, { page, size: PAGE });
  if (tickets.length === 0 && page > 1) return list(said, by, 1);
  if (total === 0) return { text: t.tickets.listNone() };
  const pages = Math.ceil(total / PAGE);
  const lines = tickets.map((view) =>
    t.tickets.listLine({
      ref: view.ref,
      head: ticketHead(tx, person.language, view),
      words: clip(view.words ?? view.first ?? '', 60) || null,
      at: view.openedAt,
      now: tx.now,
      taker: view.takenBy && (view.taker ?? '?'),
    }),
  );
  const buttons: Button[] = tickets.map(({ ref }) => ({ label: t.tickets.title(ref), says: `/tickets ${ref}` }));
  if (page > 1) buttons.push({ label: t.chat.back(), says: `/tickets ${page - 1}` });
  if (page < pages) buttons.push({ label: t.chat.more(), says: `/tickets ${page + 1}` });
  return { title: t.tickets.listTitle(total), text: lines.join('\n\n'), buttons };
}

async function card({ tx, t, person }: Said, by: Member, ref: string): Promise<Message> {
  const { view, lines } = await readTicket(tx, by, ref);
  const offers = may(by, 'compensate') && (await feedbackSettings(tx)).offerCampaignId !== null;
  const message = ticketCard(tx, t, person.language, view, lines, { offers });
  if (view.state === 'open' && view.takenBy === by.staff.id)
    message.buttons!.push({ label: t.tickets.giveBack(), says: `/tickets ${ref} leave` });
  return message;
}

/** What is done with one ticket; `rest` is what follows the verb. */
type Act = (said: Said, by: Member, ref: string, rest: string) => Promise<Message>;

const acts: Record<string, Act> = {
  async answer(said, by, ref, rest) {
    const { tx, t } = said;
    if (!readWords(rest)) {
      // Taken now, so that nobody else begins an answer while this one is written.
      await takeTicket(tx, by, ref);
      said.ask(`/tickets ${ref} answer`);
      return { text: t.tickets.askAnswer(), buttons: [leave(t, ref)] };
    }
    await answerTicket(tx, by, ref, rest);
    return { text: t.tickets.answered(), buttons: [toTicket(t, ref), toList(t)] };
  },

  async offer({ tx, t, person }, by, ref, rest) {
    if (rest.toLowerCase() !== 'yes') {
      const { couponId, customerId } = await takeTicket(tx, by, ref, 'compensate');
      if (couponId) throw new Refusal('offer-done');
      const { claimable, worstMinor, leftMinor } = await offerNow(tx);
      const [{ name }] = await tx.db.query('select name from customer where id = $1', [customerId]);
      const text = t.tickets.confirmOffer({
        name: inLanguage(claimable.terms.name, person.language, tx.shop.language),
        customer: maskName(name),
        worst: worstMinor,
        left: Math.max(0, leftMinor),
      });
      return { text, buttons: [{ label: t.tickets.yesOffer(), says: `/tickets ${ref} offer yes` }, leave(t, ref)] };
    }
    const { claimable } = await compensate(tx, by, { ref, language: person.language });
    const text = t.tickets.offered(inLanguage(claimable.terms.name, person.language, tx.shop.language));
    return { text, buttons: [toTicket(t, ref), toList(t)] };
  },

  async close(said, by, ref, rest) {
    const { tx, t } = said;
    if (!readWords(rest)) {
      await takeTicket(tx, by, ref);
      said.ask(`/tickets ${ref} close`);
      const silently = { label: t.tickets.closeSilently(), says: `/tickets ${ref} end` };
      return { text: t.tickets.askNote(), buttons: [silently, leave(t, ref)] };
    }
    const told = await closeTicket(tx, by, ref, rest);
    return { text: told ? t.tickets.closed(ref) : t.tickets.closedUntold(ref), buttons: [toList(t)] };
  },

  async end({ tx, t }, by, ref) {
    await closeTicket(tx, by, ref, '');
    return { text: t.tickets.closed(ref), buttons: [toList(t)] };
  },

  async leave({ tx, t }, by, ref) {
    await giveBackTicket(tx, by, ref);
    return { text: t.tickets.gaveBack(ref), buttons: [toList(t)] };
  },
};

const leave = (t: Said['t'], ref: string) => ({ label: t.chat.cancel(), says: `/tickets ${ref} leave` });
const toTicket = (t: Said['t'], ref: string) => ({ label: t.tickets.read(), says: `/tickets ${ref}` });
const toList = (t: Said['t']) => ({ label: t.tickets.toList(), says: '/tickets' });
