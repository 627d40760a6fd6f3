import { z } from 'zod';
import { faults } from '../../../entities/feedback.ts';
import { isHeld } from '../../../src/feedback/held.ts';
import { sayWaiting } from '../../../src/feedback/say-waiting.ts';
import { feedbackSettings } from '../../../src/feedback/settings.ts';
import { ticketHead, ticketStands } from '../../../src/feedback/ticket-card.ts';
import type { TicketLine, TicketView } from '../../../src/feedback/ticket-view.ts';
import { maskName } from '../../../src/lib/plain-text.ts';
import { type Actor, may } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import type { Language } from '../../../src/words/index.ts';
import { id, instant, iso, isoOrNull } from './shapes.ts';

/** Who asks, and in which language they read. */
export interface Asking {
  tx: Tx;
  by: Actor;
  language: Language;
}

/** What a list tells of a ticket. */
export const listed = {
  ref: z.string(),
  customerId: id,
  customer: z.string(),
  store: z.string().nullable(),
  rating: z.int().min(1).max(5).nullable(),
  words: z.string().nullable().describe('What was said with the stars, or first.'),
  adviser: z.string().nullable().describe('Who looks after the customer, if it goes to them.'),
  takenBy: z.string().nullable(),
  takenAt: instant.nullable(),
  takenBySomebodyElse: z.boolean().describe('They answer it now; nobody else can.'),
  mine: z.boolean().describe('The one who asks has taken it.'),
  compensated: z.boolean(),
  openedAt: instant,
  waitingSince: instant.nullable().describe('Null when everything they wrote was answered.'),
  head: z.string().describe('What it is about, in the language of Accept-Language.'),
  waits: z.string().describe('How long, in the language of Accept-Language.'),
};

/** What a page or a machine reads of one ticket. */
export const ticket = z.strictObject({
  ...listed,
  state: z.enum(['open', 'closed']),
  fault: z.enum(faults).nullable().describe('What was not good.'),
  faultWord: z.string().nullable().describe('The same in the language of Accept-Language.'),
  said: z.string().nullable().describe('What was said with the stars, where it is in no line.'),
  lines: z.array(
    z.strictObject({
      who: z.string(),
      byStaff: z.boolean(),
      words: z.string(),
      at: instant,
      when: z.string().describe('By the clock of the shop, in the language of Accept-Language.'),
    }),
  ),
  stands: z.array(z.string()).describe('How it stands, in the language of Accept-Language.'),
  may: z.strictObject({ answer: z.boolean(), offer: z.boolean(), leave: z.boolean() }),
});

/** A ticket of a list as it goes over the wire. */
export function listedView({ tx, by, language }: Asking, of: TicketView) {
  const mine = by.kind === 'staff' && of.takenBy === by.staff.id;
  return {
    ...{ ref: of.ref, customerId: of.customerId, customer: maskName(of.customer), store: of.store, rating: of.rating },
    ...{ words: of.words ?? of.first, adviser: of.adviser, takenBy: of.taker, takenAt: isoOrNull(of.takenAt), mine },
    takenBySomebodyElse: !mine && isHeld(of, tx.now),
    compensated: of.couponId !== null,
    openedAt: iso(of.openedAt),
    waitingSince: isoOrNull(of.waitingSince),
    head: ticketHead(tx, language, of),
    waits: sayWaiting(tx.shop.words(language), of.waitingSince, tx.now),
  } satisfies z.input<z.ZodObject<typeof listed>>;
}

/** One ticket with its lines, and what the one who asks can do about it. */
export async function ticketAnswer(
  asking: Asking,
  { view, lines }: { view: TicketView; lines: TicketLine[] },
): Promise<z.input<typeof ticket>> {
  const { tx, by, language } = asking;
  const words = tx.shop.words(language);
  const row = listedView(asking, view);
  const open = view.state === 'open';
  const answer = open && by.kind === 'staff' && !row.takenBySomebodyElse;
  const offers = answer && may(by, 'compensate') && !view.couponId;
  return {
    ...row,
    state: view.state,
    fault: view.fault,
    said: view.words && !lines.some((line) => view.words!.includes(line.words)) ? view.words : null,
    lines: lines.map((line) => ({
      who: line.byStaff ? (line.staff ?? '?') : row.customer,
      ...{ byStaff: line.byStaff, words: line.words, at: iso(line.at), when: words.dossier.when(line.at, tx.now) },
    })),
    faultWord: view.fault && words.faults[view.fault],
    stands: ticketStands(tx, words, view),
    may: {
      answer,
      offer: offers && (await feedbackSettings(tx)).offerCampaignId !== null,
      leave: open && row.mine,
    },
  };
}
