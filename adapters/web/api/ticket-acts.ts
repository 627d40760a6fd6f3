import { z } from 'zod';
import { inLanguage } from '../../../src/campaigns/terms.ts';
import { answerTicket } from '../../../src/feedback/answer-ticket.ts';
import { closeTicket } from '../../../src/feedback/close-ticket.ts';
import { compensate } from '../../../src/feedback/compensate.ts';
import { offerFor } from '../../../src/feedback/offer-for.ts';
import type { Offer } from '../../../src/feedback/offer-now.ts';
import { readTicket } from '../../../src/feedback/read-ticket.ts';
import { readWords } from '../../../src/feedback/read-words.ts';
import { giveBackTicket, memberOf, takeTicket } from '../../../src/feedback/take-ticket.ts';
import { maskName } from '../../../src/lib/plain-text.ts';
import { Refusal } from '../../../src/refusal.ts';
import { endpoint } from './endpoint.ts';
import { minor } from './shapes.ts';
import { type Asking, ticket, ticketAnswer } from './ticket-view.ts';
import { byRef, LINES } from './tickets.ts';

const scopes = ['feedback'] as const;
const done = z.strictObject({
  sentence: z.string().describe('What was done, in the language of Accept-Language.'),
  ticket,
});
const nothing = z.strictObject({});

const after = async (asking: Asking, ref: string, sentence: string): Promise<z.input<typeof done>> => ({
  sentence,
  ticket: await ticketAnswer(asking, await readTicket(asking.tx, asking.by, ref, LINES)),
});

const ofStaff = 'For staff on the console: a person answers, under their own name.';

const take = endpoint({
  method: 'post',
  path: '/tickets/{ref}/take',
  name: 'takeTicket',
  about: `Takes a ticket, so that nobody else answers it; for 30 minutes after what was last done there. ${ofStaff}`,
  scopes,
  params: byRef,
  body: nothing,
  answer: done,
  async run({ tx, by, language, params: { ref } }) {
    const { takenAt } = await takeTicket(tx, memberOf(by), ref);
    const [{ name }] = await tx.db.query('select name from customer where id = $1', [memberOf(by).staff.customerId]);
    return after({ tx, by, language }, ref, tx.shop.words(language).tickets.takenBy(name, takenAt!, tx.now));
  },
});

const leave = endpoint({
  method: 'post',
  path: '/tickets/{ref}/leave',
  name: 'leaveTicket',
  about: `Gives a ticket back, so that somebody else may answer it. ${ofStaff}`,
  scopes,
  params: byRef,
  body: nothing,
  answer: done,
  async run({ tx, by, language, params: { ref } }) {
    await giveBackTicket(tx, memberOf(by), ref);
    return after({ tx, by, language }, ref, tx.shop.words(language).tickets.gaveBack(ref.toUpperCase()));
  },
});

const answer = endpoint({
  method: 'post',
  path: '/tickets/{ref}/answer',
  name: 'answerTicket',
  about: `Sends words to the customer where they were last heard; their reply comes back to the ticket. ${ofStaff}`,
  scopes,
  params: byRef,
  body: z.strictObject({ words: z.string().min(1).max(4000).describe('At most 1,000 letters of it are sent.') }),
  answer: done,
  async run({ tx, by, language, params: { ref }, body: { words } }) {
    const { tickets: t } = tx.shop.words(language);
    // What is left of spaces and hidden signs is no answer.
    if (!readWords(words)) throw new Refusal('body-invalid', { field: 'words', problem: 'empty' });
    await answerTicket(tx, memberOf(by), ref, words);
    return after({ tx, by, language }, ref, t.answered());
  },
});

const about = ({ claimable }: Offer, { tx, language }: Asking) =>
  inLanguage(claimable.terms.name, language, tx.shop.language);

const offer = endpoint({
  method: 'get',
  path: '/tickets/{ref}/offer',
  name: 'readOffer',
  about: `The coupon that would make up for it, what it may cost, and what is left this month. ${ofStaff}`,
  scopes,
  params: byRef,
  answer: z.strictObject({ name: z.string(), worstMinor: minor, leftMinor: minor, sentence: z.string() }),
  async run({ tx, by, language, params: { ref } }) {
    const { offer: of, view } = await offerFor(tx, memberOf(by), ref);
    const { worstMinor, leftMinor } = of;
    const name = about(of, { tx, by, language });
    const facts = { name, customer: maskName(view.customer), worst: worstMinor, left: leftMinor };
    return { name, worstMinor, leftMinor, sentence: tx.shop.words(language).tickets.confirmOffer(facts) };
  },
});

const makeUp = endpoint({
  method: 'post',
  path: '/tickets/{ref}/compensate',
  name: 'compensateTicket',
  about: `Gives the customer that coupon, once for each ticket and within the budget of the month. ${ofStaff}`,
  scopes,
  params: byRef,
  body: nothing,
  answer: done,
  async run({ tx, by, language, params: { ref } }) {
    const given = await compensate(tx, memberOf(by), { ref, language });
    const sentence = tx.shop.words(language).tickets.offered(about(given, { tx, by, language }));
    return after({ tx, by, language }, ref, sentence);
  },
});

const close = endpoint({
  method: 'post',
  path: '/tickets/{ref}/close',
  name: 'closeTicket',
  about: `Closes a ticket, once. The customer reads the note; without one they are told nothing. ${ofStaff}`,
  scopes,
  params: byRef,
  body: z.strictObject({ note: z.string().max(4000).default('') }),
  answer: done,
  async run({ tx, by, language, params: { ref }, body: { note } }) {
    const member = memberOf(by);
    // Read before: an adviser sees no ticket any more once the last that goes to them is closed.
    const { view, lines } = await readTicket(tx, by, ref, LINES);
    const told = await closeTicket(tx, member, ref, note);
    const { tickets: t } = tx.shop.words(language);
    const ended = { ...view, state: 'closed', note: readWords(note) || null, untold: !told } as const;
    return {
      sentence: told ? t.closed(view.ref) : t.closedUntold(view.ref),
      ticket: await ticketAnswer({ tx, by, language }, { view: ended, lines }),
    };
  },
});

export const ticketActEndpoints = [take, leave, answer, offer, makeUp, close];
