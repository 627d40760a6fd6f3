import type { Message } from '../chat/channel.ts';
import { unsealMessages } from '../chat/sealed.ts';
import { type Sending, SURELY_KNOWN } from './sending.ts';

/** A message that is ours to send now. */
export interface Leased {
  id: string;
  subject: string;
  class: 'answer' | 'notice' | 'marketing';
  address: string;
  messages: Message[];
  attempts: number;
  runAt: Date;
  doubtful: boolean;
  forgotten: boolean;
  zone: string | null;
  expiresAt: Date | null;
  /** Of the person as they are now; null when the message belongs to no customer. */
  consents: boolean | null;
}

/**
 * Leases messages that are due, and notes the attempt before it is made: whoever finds the note after a crash knows
 * that the platform may have it.
 */
export async function leaseDeliveries(sending: Sending, kind: 'owed' | 'marketing', most: number): Promise<Leased[]> {
  const { app, channel, hold } = sending;
  const { rows } = await app.pool.query({
    name: `lease_${kind}`,
    text: kind === 'owed' ? OWED : MARKETING,
    values: [channel.name, hold.token, app.clock.now(), most],
  });
  return rows
    .map((row) => ({ ...row, messages: unsealMessages(app.shop, row.messages) }))
    .sort((one, other) => Number(one.runAt) - Number(other.runAt) || (one.id < other.id ? -1 : 1));
}

const statement = (classes: string) => `
with due as materialized (
  select id, first_tried_at from delivery
  where channel = $1 and state = 'waiting' and ${classes} and run_at <= $3
    and lease_token is distinct from $2 and (lease_until is null or lease_until < clock_timestamp())
    and exists (select from sender where channel = $1 and token = $2 and lease_until > clock_timestamp() and blocked_until <= clock_timestamp())
  order by run_at, id limit $4 for update skip locked
)
update delivery d set lease_token = $2, lease_until = clock_timestamp() + interval '30 s', attempts = d.attempts + 1,
  first_tried_at = coalesce(d.first_tried_at, clock_timestamp())
from due where d.id = due.id
returning d.id, d.subject, d.class, d.address, d.messages, d.attempts, d.run_at as "runAt", d.expires_at as "expiresAt",
  due.first_tried_at is not null as doubtful,
  coalesce(due.first_tried_at < clock_timestamp() - ${SURELY_KNOWN}, false) as forgotten,
  coalesce((select coalesce(k.zone, c.zone) from customer c left join customer k on k.id = c.merged_into where c.id = d.customer_id), d.zone) as zone,
  (select coalesce(k.marketing, c.marketing) from customer c left join customer k on k.id = c.merged_into where c.id = d.customer_id) as consents`;

const OWED = statement(`class <> 'marketing'`);
const MARKETING = statement(`class = 'marketing'`);
