import { Event } from '../../entities/event.ts';
import { customerOf, type NamedCustomer } from '../customers/customer-of.ts';
import { newId } from '../lib/ids.ts';
import { refuseFuture } from '../purchases/refuse-future.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

export interface EventWhat {
  /** The person, or where they write to us. */
  who: NamedCustomer;
  name: string;
  /** The system that tells it; it need not be known before. With `key` it names the event once. */
  source: string;
  key: string;
  at?: Date;
  facts?: object;
}

/** Clocks of machines are seldom exact. */
const AHEAD_MS = 5 * 60_000;

/**
 * Writes down that something has happened to a customer. The same source and key again change nothing (`again`). Refuses
 * what has not happened yet: a look for what was recorded of late would not find it when its time comes.
 */
export async function recordEvent(tx: Tx, by: Actor, what: EventWhat): Promise<{ event: Event; again: boolean }> {
  authorise(by, 'record-event');
  const { name, source, key } = what;
  refuseFuture(tx, what.at, AHEAD_MS);
  const written = await tx.db.query(
    `insert into event (id, customer_id, name, source, key, facts, at) values ($1, kept_customer($2), $3, $4, $5, $6, $7)
     on conflict (source, key) do nothing returning id`,
    [newId(tx.now.getTime()), await customerOf(tx, what.who), name, source, key, what.facts ?? {}, what.at ?? tx.now],
  );
  return { event: await tx.db.findOneByOrFail(Event, { source, key }), again: written.length === 0 };
}
