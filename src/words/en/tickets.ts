import type { Format } from '../format.ts';

/** What is said between customers and the people who answer them. */
export const tickets = (f: Format) => ({
  talk: () => `Talk to a person`,
  askWhat: () => `What can we do for you? Write it here, and somebody from ${f.brand} reads it.`,
  askWhatMore: () => `What would you like to add? Write it here.`,
  opened: () => `Thank you, somebody will answer you here. You can go on writing.`,
  passedOn: () => `Passed on.`,
  listTitle: (total: number) => `${f.number(total)} open ${total === 1 ? 'ticket' : 'tickets'}`,
  listNone: () => `No ticket is open. Everybody has been answered.`,
  listLine: (facts: { ref: string; head: string; words: string | null; at: Date; now: Date; taker: string | null }) =>
    [
      `${facts.ref} · ${f.dateTime(facts.at, facts.now)} · ${facts.head}`,
      facts.words === null ? '' : `“${facts.words}”`,
      facts.taker === null ? '' : `${facts.taker} is answering`,
    ]
      .filter(Boolean)
      .join('\n'),
  waits: (facts: { days: number; hours: number; minutes: number }) =>
    `waiting for ${facts.days > 0 ? `${f.number(facts.days)} ${facts.days === 1 ? 'day' : 'days'}` : facts.hours > 0 ? `${f.number(facts.hours)} ${facts.hours === 1 ? 'hour' : 'hours'}` : `${f.number(facts.minutes)} ${facts.minutes === 1 ? 'minute' : 'minutes'}`}`,
  waitsNot: () => `answered`,
  waitsNew: () => `just now`,
  title: (ref: string) => `Ticket ${ref}`,
  quoted: (words: string) => `“${words}”`,
  said: (who: string, words: string, at: Date, now: Date) => `${f.dateTime(at, now)} ${who}: ${words}`,
  says: (who: string, words: string) => `${who}: ${words}`,
  saidMore: (who: string) => `${who} has written more.`,
  given: () => `A coupon was given.`,
  takenBy: (name: string | null, at: Date, now: Date) =>
    `${name ?? 'Somebody'} has been answering since ${f.dateTime(at, now)}.`,
  closedWith: (note: string | null) => (note === null ? `Closed.` : `Closed: ${note}`),
  read: () => `Read`,
  answer: () => `Answer`,
  offer: () => `Offer compensation`,
  close: () => `Close`,
  giveBack: () => `Leave it to others`,
  gaveBack: (ref: string) => `Ticket ${ref} is free for somebody else.`,
  askAnswer: () => `What is your answer? The customer gets it as you write it.`,
  answered: () => `Sent. Their reply comes to you.`,
  askNote: () => `What shall the customer read at the end? Write it, or close without a word.`,
  closeSilently: () => `Without a word`,
  closed: (ref: string) => `Ticket ${ref} is closed.`,
  closedUntold: (ref: string) =>
    `Ticket ${ref} is closed. Your note could not be delivered; the customer sees it when they come back.`,
  untold: () => `The note could not be delivered yet; the customer sees it when they come back.`,
  confirmOffer: (facts: { name: string; customer: string; worst: number; left: number }) =>
    `Give “${facts.name}” to ${facts.customer}? ${facts.worst > 0 ? `It costs ${f.money(facts.worst)} at most; ` : ''}${f.money(facts.left)} is left this month.`,
  yesOffer: () => `Yes, give it`,
  offered: (name: string) => `“${name}” is in their wallet, with our apology.`,
  sorry: () => `We are sorry that it was not as it should be. This is for you, and we hope you give us another chance:`,
  answerTitle: (name: string | null) => (name === null ? `${f.brand} answers` : `${name} of ${f.brand} answers`),
  reply: () => `Reply`,
  closedTitle: () => `From ${f.brand}`,
  askAgain: () => `Write again`,
  toList: () => `Open tickets`,
});
