import type { Ticket } from '../../entities/ticket.ts';
import { outOfQuietHours } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import { isHeld } from './held.ts';

/** Who is told of a ticket, in what language, and not before. */
export interface Told {
  staffId: string;
  customerId: string;
  language: string;
  /** An adviser is not woken: the end of their night, or now. Others are told at once. */
  from: Date;
  /** They may make up for something with a coupon. */
  offers: boolean;
  /** It goes to them by name. */
  adviser: boolean;
}

type About = Pick<Ticket, 'storeId' | 'customerId' | 'adviserId'>;

/**
 * Who may answer a ticket: its adviser, owners, managers of its store, and managers of all stores; of no store, every
 * manager. Nobody answers their own.
 */
async function mayAnswer(
  tx: Tx,
  { storeId, customerId, adviserId }: About,
): Promise<(Told & { reachable: boolean })[]> {
  const all = await tx.db.query(
    `select s.id as "staffId", c.id as "customerId", c.language, c.zone, s.role in ('manager', 'owner') as offers,
       s.id is not distinct from $3 as adviser,
       exists (select from identity i where i.customer_id = c.id and i.reachable) as reachable
     from staff s join customer c on c.id = s.customer_id
     where s.ended_at is null and s.customer_id <> $2 and (s.id = $3 or s.role in ('manager', 'owner')
       and (s.store_id is null or $1::uuid is null or s.store_id = $1)) order by s.id`,
    [storeId, customerId, adviserId],
  );
  return all.map(({ zone, ...one }: Told & { zone: string | null; reachable: boolean }) => ({
    ...one,
    from: one.adviser ? outOfQuietHours(tx.now, zone ?? tx.shop.zone) : tx.now,
  }));
}

/** Who is told what a customer says: whoever answers it now, else its adviser, else all others who may. */
export async function staffFor(tx: Tx, ticket: About & Pick<Ticket, 'takenBy' | 'takenAt'>): Promise<Told[]> {
  const all = await mayAnswer(tx, ticket);
  const answering = isHeld(ticket, tx.now) ? all.filter(({ staffId }) => staffId === ticket.takenBy) : [];
  if (answering.length > 0) return answering;
  const adviser = all.filter((one) => one.adviser && one.reachable);
  return adviser.length > 0 ? adviser : all.filter((one) => !one.adviser);
}

/** Those who are told when the adviser does not answer. */
export async function othersFor(tx: Tx, ticket: About): Promise<Told[]> {
  return (await mayAnswer(tx, ticket)).filter((one) => !one.adviser);
}
