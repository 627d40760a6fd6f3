import { inLanguage } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { clip, maskName } from '../lib/plain-text.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { drawn } from './stars.ts';
import type { TicketLine, TicketView } from './ticket-view.ts';

const LINE = 300;

/** What a ticket is about, in one line; the customer is masked. */
export function ticketHead(tx: Pick<Tx, 'shop'>, language: string, view: TicketView): string {
  const name = view.terms && inLanguage(view.terms.name, language, tx.shop.language);
  const stars = view.rating === null ? null : drawn(view.rating);
  return [stars, view.store, name, maskName(view.customer)].filter(Boolean).join(' · ');
}

/** How a ticket stands: to whom it goes, what was given, who answers, and how it ended. */
export function ticketStands({ now }: Pick<Tx, 'now'>, { tickets: t, advisers }: Words, view: TicketView): string[] {
  const open = view.state === 'open';
  const stands = [
    open && view.adviserId ? advisers.goesTo(view.adviser) : '',
    view.couponId ? t.given() : '',
    open && view.takenBy ? t.takenBy(view.taker, view.takenAt!, now) : '',
    open ? '' : t.closedWith(view.note),
    view.untold ? t.untold() : '',
  ];
  return stands.filter(Boolean);
}

/** A ticket with what was said and what can be done about it. */
export function ticketCard(
  tx: Pick<Tx, 'now' | 'shop'>,
  words: Words,
  language: string,
  view: TicketView,
  lines: TicketLine[],
  { offers }: { offers: boolean },
): Message {
  const { tickets: t } = words;
  const open = view.state === 'open';
  const text = [
    ticketHead(tx, language, view),
    view.fault ? words.faults[view.fault] : '',
    view.words && !lines.some((line) => view.words!.includes(line.words)) ? t.quoted(clip(view.words, LINE)) : '',
    ...lines.map((line) =>
      t.said(line.byStaff ? (line.staff ?? '?') : maskName(view.customer), clip(line.words, LINE), line.at, tx.now),
    ),
    ...ticketStands(tx, words, view),
  ];
  const buttons: Button[] = [];
  if (open) {
    buttons.push({ label: t.answer(), says: `/tickets ${view.ref} answer` });
    if (offers && !view.couponId) buttons.push({ label: t.offer(), says: `/tickets ${view.ref} offer` });
    buttons.push({ label: t.close(), says: `/tickets ${view.ref} close` });
  }
  return { title: t.title(view.ref), text: text.filter(Boolean).join('\n'), buttons };
}
