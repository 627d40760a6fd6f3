import type { Identity } from '../../entities/identity.ts';
import type { Message } from '../chat/channel.ts';
import { sealMessages } from '../chat/sealed.ts';
import { preferredFirst } from '../customers/choose-channel.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';

/** A message to a person that nobody asked for at this moment. */
export interface Post {
  /** What the message is about; it can exist once, so that saying it twice is impossible. */
  subject: string;
  /** `notice` is owed to the person and sent at once; `marketing` waits out the quiet hours and needs consent. */
  class: 'notice' | 'marketing';
  say(t: Words): Message[];
  /** Not before; now when missing. */
  runAt?: Date;
  /** Not after: what would come too late is skipped. */
  expiresAt?: Date;
}

/**
 * Puts a message into the outbox, in the transaction that justifies it, to where the person wants it, else to where they
 * were last heard, or to `only` that identity. Returns false when the subject exists already or the person cannot be reached anywhere.
 */
export async function post(
  tx: Tx,
  customerId: string,
  { subject, class: kind, say, runAt, expiresAt }: Post,
  only?: Pick<Identity, 'id'>,
): Promise<boolean> {
  const [to] = await tx.db.query(
    `select i.channel, i.address, c.language, c.zone, c.id from customer c join identity i on i.customer_id = c.id
     where c.id = $1 and c.merged_into is null and i.reachable and ($2::bigint is null or i.id = $2) order by ${preferredFirst('c', 'i')} limit 1`,
    [customerId, only?.id ?? null],
  );
  if (!to) return false;
  const messages = sealMessages(say(tx.shop.words(to.language)));
  const written = await tx.db.query(
    `insert into delivery (subject, class, customer_id, channel, address, messages, zone, run_at, expires_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (subject) do nothing returning id`,
    [
      subject,
      kind,
      to.id,
      to.channel,
      to.address,
      JSON.stringify(messages),
      to.zone,
      runAt ?? tx.now,
      expiresAt ?? null,
      tx.now,
    ],
  );
  return written.length > 0;
}
