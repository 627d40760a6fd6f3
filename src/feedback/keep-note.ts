import type { Message } from '../chat/channel.ts';
import { sealMessages } from '../chat/sealed.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';

/** How long somebody may stay away and still read what they were answered. */
const KEPT_DAYS = 90;
/** What people wait for, and who writes it does not hear that it was never read. */
const OWED = ['ticket-answer:%', 'ticket-closed:%'];

/**
 * Keeps what cannot be delivered for whoever cannot be reached now, where they were last heard. False when there is no
 * such place, or when the subject was used.
 */
export async function keepNote(
  tx: Tx,
  customerId: string,
  { subject, say }: { subject: string; say(t: Words): Message[] },
): Promise<boolean> {
  const [to] = await tx.db.query(
    `select i.channel, i.address, c.language, c.zone, c.id from customer c join identity i on i.customer_id = c.id
     where c.id = kept_customer($1) order by i.heard_at desc nulls last, i.id limit 1`,
    [customerId],
  );
  if (!to) return false;
  const messages = JSON.stringify(sealMessages(say(tx.shop.words(to.language))));
  const written = await tx.db.query(
    `insert into delivery (subject, class, customer_id, channel, address, messages, zone, state, reason, run_at, created_at, finished_at)
     values ($1, 'notice', $2, $3, $4, $5, $6, 'unreachable', 'kept', $7, $7, $7) on conflict (subject) do nothing returning id`,
    [subject, to.id, to.channel, to.address, messages, to.zone, tx.now],
  );
  return written.length > 0;
}

/** Says the answers that never reached somebody to where they write from now: those that were kept, and those that failed. */
export async function sayKeptNotes(
  tx: Tx,
  { customerId, channel, address }: { customerId: string; channel: string; address: string },
): Promise<void> {
  await tx.db.query(
    `with recursive account as (
       select $1::uuid as id union select l.joined_id from account a join customer_link l on l.kept_id = a.id and l.undone_at is null
     )
     update delivery d set state = 'waiting', customer_id = $1, channel = $2, address = $3, run_at = $4, finished_at = null,
       first_tried_at = null, attempts = 0, reason = null
     from account a where d.customer_id = a.id and d.state = 'unreachable' and d.class = 'notice'
       and d.created_at > $4::timestamptz - $5 * interval '24 hours' and d.subject like any($6::text[])`,
    [customerId, channel, address, tx.now, KEPT_DAYS, OWED],
  );
}
