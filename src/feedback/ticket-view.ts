import type { Fault } from '../../entities/feedback.ts';
import type { Terms } from '../campaigns/terms.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise, may } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** A ticket as staff see it. */
export interface TicketView {
  id: string;
  ref: string;
  state: 'open' | 'closed';
  customerId: string;
  customer: string | null;
  storeId: string | null;
  store: string | null;
  rating: number | null;
  /** What was not good. */
  fault: Fault | null;
  /** What was said with the stars. */
  words: string | null;
  /** What was written first. */
  first: string | null;
  /** Terms of the coupon that the stars are about. */
  terms: Terms | null;
  /** Whom it goes to, while they work here; null for everybody who answers. */
  adviserId: string | null;
  adviser: string | null;
  takenBy: string | null;
  taker: string | null;
  takenAt: Date | null;
  couponId: string | null;
  openedAt: Date;
  /** Since when what they wrote has no answer; null when they were answered. */
  waitingSince: Date | null;
  note: string | null;
  /** The note has not reached the customer. */
  untold: boolean;
}

/** One line of what was said; `staff` is null for the customer's own. */
export interface TicketLine {
  staff: string | null;
  byStaff: boolean;
  words: string;
  at: Date;
}

/** The columns of a view; `t` is the ticket. */
export const VIEW = `
  t.id, t.ref, t.state, t.customer_id as "customerId", c.name as customer, t.store_id as "storeId", s.name as store,
  f.rating, f.reason as fault, f.words, v.terms, b.id as "adviserId", q.name as adviser, t.taken_by as "takenBy", p.name as taker, t.taken_at as "takenAt",
  t.coupon_id as "couponId", t.opened_at as "openedAt", t.note,
  case when a.last is null then t.opened_at else (select min(w.at) from ticket_message w
    where w.ticket_id = t.id and w.staff_id is null and w.id > a.last) end as "waitingSince",
  exists (select from delivery d where d.subject = 'ticket-closed:' || t.id and d.state = 'unreachable') as untold,
  (select w.words from ticket_message w where w.ticket_id = t.id order by w.id limit 1) as first
  from ticket t
  cross join lateral (select max(w.id::text)::uuid as last from ticket_message w where w.ticket_id = t.id and w.staff_id is not null) a
  join customer c on c.id = t.customer_id
  left join store s on s.id = t.store_id
  left join feedback f on f.id = t.feedback_id
  left join redemption r on r.id = f.redemption_id
  left join coupon k on k.id = r.coupon_id
  left join campaign_terms v on v.campaign_id = k.campaign_id and v.version = k.terms_version
  left join staff b on b.id = t.adviser_id and b.ended_at is null
  left join customer q on q.id = b.customer_id
  left join staff m on m.id = t.taken_by
  left join customer p on p.id = m.customer_id`;

/** Whose tickets the actor sees: all, or those of their store and of none. */
export function storeOf(by: Actor): string | null {
  return by.kind === 'staff' ? by.staff.storeId : null;
}

/**
 * Which tickets `t` the actor sees, as a condition over what `ticketScope` gives from `$first` on: all of their stores and
 * of none, and those that go to them as an adviser, whose role may be any.
 */
export const seenTickets = (first: number) =>
  `(t.adviser_id = $${first} or ($${first + 1}::boolean and ($${first + 2}::uuid is null or t.store_id is null or t.store_id = $${first + 2})))`;

/** The parameters of `seenTickets`. Refuses who neither answers tickets nor is an adviser. */
export async function ticketScope(tx: Pick<Tx, 'db'>, by: Actor): Promise<unknown[]> {
  const me = by.kind === 'staff' ? by.staff.id : null;
  if (!may(by, 'answer') && !(await advises(tx, by))) authorise(by, 'answer');
  return [me, may(by, 'answer'), storeOf(by)];
}

async function advises(tx: Pick<Tx, 'db'>, by: Actor): Promise<boolean> {
  if (by.kind !== 'staff' || by.staff.endedAt) return false;
  const [{ so }] = await tx.db.query(
    `select exists (select from tier_adviser where staff_id = $1)
       or exists (select from ticket where state = 'open' and adviser_id = $1) as so`,
    [by.staff.id],
  );
  return so;
}

/** The ticket with this ref. Refuses one that is not the actor's to see in the same words as none. */
export async function ticketView(tx: Tx, by: Actor, ref: string): Promise<TicketView> {
  const [view] = await tx.db.query(`select ${VIEW} where t.ref = $1 and ${seenTickets(2)}`, [
    ref.trim().toUpperCase(),
    ...(await ticketScope(tx, by)),
  ]);
  if (!view) throw new Refusal('ticket-unknown');
  return view;
}

/** What was said in it, the latest `most` lines in their order. */
export async function ticketLines(tx: Tx, ticketId: string, most: number): Promise<TicketLine[]> {
  const lines: TicketLine[] = await tx.db.query(
    `select p.name as staff, m.staff_id is not null as "byStaff", m.words, m.at
     from ticket_message m left join staff s on s.id = m.staff_id left join customer p on p.id = s.customer_id
     where m.ticket_id = $1 order by m.id desc limit $2`,
    [ticketId, most],
  );
  return lines.reverse();
}
