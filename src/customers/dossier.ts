import { Customer } from '../../entities/customer.ts';
import type { CustomerStats } from '../../entities/customer-stats.ts';
import { type Account, pointsAccount } from '../points/account.ts';
import { customerStats } from '../purchases/customer-stats.ts';
import type { Actor } from '../staff/actor.ts';
import { type Standing, standingOf } from '../tiers/standing.ts';
import type { Tx } from '../transaction.ts';
import { readsFeedback } from './as-seen-by.ts';
import { type Behaviour, behaviourOf } from './behaviour.ts';
import { callName, phoneEnd, seesNames } from './masks.ts';
import { openDossier } from './open-dossier.ts';
import { type Sources, sourcesOf } from './sources.ts';

/** Everything about one person on one card; what the actor may not see is masked. */
export interface Dossier {
  id: string;
  name: string;
  language: string;
  zone: string | null;
  joinedAt: Date | null;
  /** Whole, or its last three digits. */
  phone: string | undefined;
  birthday: { mmdd: number; year: number | null } | undefined;
  channels: { channel: string; reachable: boolean; since: Date; heardAt: Date | null }[];
  /** Where they want to hear from us; null: where they wrote last. */
  preferredChannel: string | null;
  consents: { purpose: 'service' | 'marketing'; granted: boolean; version: string; at: Date }[];
  /** They get offers now. */
  marketing: boolean;
  standing: Standing | undefined;
  points: Account;
  stats: CustomerStats;
  behaviour: Behaviour | undefined;
  store: string | null;
  /** What they bought most often, at most five. */
  products: { product: string; quantity: number }[];
  coupons: { claimed: number; used: number; open: number };
  tags: string[];
  feedback: {
    count: number;
    average: number | null;
    last: { rating: number | null; words: string | null; at: Date } | null;
  };
  tickets: { open: number; closed: number };
  messages: { sent: number; waiting: number; not: number };
  sources: Sources;
}

/** One person's dossier. That somebody has read it is noted. */
export async function customerDossier(tx: Tx, by: Actor, customerId: string): Promise<Dossier> {
  const id = await openDossier(tx, by, customerId, 'card');
  const customer = await tx.db.findOneByOrFail(Customer, { id });
  const stats = await customerStats(tx, id);
  const { birthMmdd, birthYear, language, zone, joinedAt, marketing, preferredChannel } = customer;
  const whole = seesNames(by);
  const phoneSealed = customer.phoneSealed ?? (await linkedPhone(tx, id));
  const [facts] = await tx.db.query(FACTS, [id, tx.now]);
  return {
    id,
    name: callName(by, customer.name),
    ...{ language, zone, joinedAt, marketing, preferredChannel },
    phone: whole && phoneSealed ? `+${tx.shop.codes.decrypt(phoneSealed)}` : phoneEnd(tx.shop, phoneSealed),
    birthday: birthMmdd && whole ? { mmdd: birthMmdd, year: birthYear } : undefined,
    standing: await standingOf(tx, id),
    points: await pointsAccount(tx, id),
    stats,
    behaviour: behaviourOf(stats, tx.now),
    store: facts.store,
    channels: dated(facts.channels, 'since', 'heardAt'),
    consents: dated(facts.consents, 'at'),
    products: facts.products,
    coupons: facts.coupons,
    tags: facts.tags,
    feedback: { ...facts.feedback, last: facts.feedback.last && lastWords(by, facts.feedback.last) },
    tickets: facts.tickets,
    messages: facts.messages,
    sources: await sourcesOf(tx, id),
  };
}

/** The latest feedback; its words only for who may read them. */
function lastWords(by: Actor, last: Record<string, unknown>): Dossier['feedback']['last'] {
  return dated([readsFeedback(by) ? last : { ...last, words: null }], 'at')[0];
}

/** A number stays with the account that proved it. */
async function linkedPhone(tx: Tx, id: string): Promise<Buffer | null> {
  const [found] = await tx.db.query(
    `select c.phone_sealed as phone from customer_link l join customer c on c.id = l.joined_id
     where l.kept_id = $1 and l.undone_at is null and c.phone_sealed is not null limit 1`,
    [id],
  );
  return found?.phone ?? null;
}

/** JSON knows no instants. */
function dated(rows: Record<string, unknown>[], ...fields: string[]): never {
  return rows.map((row) => {
    const read = fields.map((field) => [field, row[field] ? new Date(row[field] as string) : null]);
    return { ...row, ...Object.fromEntries(read) };
  }) as never;
}

const FACTS = `
with recursive account as (
  select $1::uuid as id
  union select l.joined_id from account a join customer_link l on l.kept_id = a.id and l.undone_at is null
), told as (
  select d.state from account a cross join lateral (
    select state, class from delivery where customer_id = a.id and state = 'waiting'
    union all select state, class from delivery where customer_id = a.id and state <> 'waiting') d where d.class <> 'answer'
  union all select case when outcome in ('sent', 'waiting') then outcome else 'not' end from broadcasts_of($1, 10000)
)
select (select s.name from customer_stats t join store s on s.id = t.store_id where t.customer_id = $1) as store,
  (select coalesce(jsonb_agg(jsonb_build_object('channel', channel, 'reachable', reachable, 'since', created_at, 'heardAt', heard_at)
    order by heard_at desc nulls last, id), '[]') from identity where customer_id = $1) as channels,
  (select coalesce(jsonb_agg(jsonb_build_object('purpose', c.purpose, 'granted', c.granted, 'version', c.text_version, 'at', c.at)
    order by c.purpose desc), '[]') from (select distinct on (purpose) c.* from account a join consent c on c.customer_id = a.id
    order by purpose, at desc, c.id desc) c) as consents,
  (select coalesce(jsonb_agg(jsonb_build_object('product', product, 'quantity', quantity) order by quantity desc, product), '[]')
    from (select l.product, sum(l.quantity)::int as quantity from purchase q join purchase_line l on l.purchase_id = q.id
      where q.customer_id = $1 and q.voided_at is null and (q.refunded_minor = 0 or q.refunded_minor < q.paid_minor)
        and (l.amount_minor = 0 or l.refunded_minor < l.amount_minor)
      group by l.product order by 2 desc, 1 limit 5) p) as products,
  (select jsonb_build_object('claimed', count(*), 'used', count(*) filter (where state = 'redeemed'),
    'open', count(*) filter (where state = 'issued' and valid_until > $2)) from coupon where customer_id = $1) as coupons,
  (select coalesce(array_agg(tag order by tag), '{}') from customer_tag where customer_id = $1) as tags,
  (select jsonb_build_object('count', count(*), 'average', round(avg(f.rating), 1), 'last',
    (select jsonb_build_object('rating', l.rating, 'words', l.words, 'at', l.at) from account b join feedback l on l.customer_id = b.id
      order by l.at desc, l.id desc limit 1)) from account a join feedback f on f.customer_id = a.id) as feedback,
  (select jsonb_build_object('open', count(*) filter (where t.state = 'open'), 'closed', count(*) filter (where t.state = 'closed'))
    from account a join ticket t on t.customer_id = a.id) as tickets,
  (select jsonb_build_object('sent', count(*) filter (where state = 'sent'), 'waiting', count(*) filter (where state = 'waiting'),
    'not', count(*) filter (where state not in ('sent', 'waiting'))) from told) as messages`;
