import type { Ticket } from '../../entities/ticket.ts';

const HELD_MS = 30 * 60_000;

/** Until when whoever took a ticket has it: 30 minutes after what they last did there. */
export function heldUntil({ takenAt }: Pick<Ticket, 'takenAt'>): Date {
  return new Date((takenAt?.getTime() ?? Number.NEGATIVE_INFINITY) + HELD_MS);
}

/** True while somebody has it. */
export function isHeld(ticket: Pick<Ticket, 'takenBy' | 'takenAt'>, now: Date): boolean {
  return ticket.takenBy !== null && heldUntil(ticket) > now;
}
