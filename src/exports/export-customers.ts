import { inLanguage, type Terms } from '../campaigns/terms.ts';
import { csvRow } from '../lib/csv-cells.ts';
import { civilDate } from '../lib/dates.ts';
import { plainAmount } from '../lib/money.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { addressCell, birthdayCell, phoneCell, tagsCell } from './readable.ts';

/** The columns; those of the person have names that an import of customers knows. */
const COLUMNS = [
  ...['customer_id', 'customer_name', 'phone', 'birthday', 'language', 'tags', 'line_id', 'telegram_id'],
  ...['customer_channel', 'customer_address', 'joined', 'coupon', 'campaign', 'campaign_name', 'state', 'claimed'],
  ...['valid_until', 'used', 'used_in', 'used_with', 'order_amount', 'discount'],
] as const;

/** The first line of the file; a mark tells tables that it is UTF-8. */
export const customersHeader = `\ufeff${csvRow(COLUMNS)}`;

/**
 * A page of customers with what became of each of their coupons, as rows of CSV: one for each coupon, one for who has none.
 * `next` is where the following page begins; undefined at the end. That it was taken is noted for good.
 */
export async function exportCustomers(
  tx: Tx,
  by: Actor,
  { after, most }: { after?: string | undefined; most: number },
): Promise<{ csv: string; customers: number; next: string | undefined }> {
  authorise(by, 'export');
  const people: Person[] = await tx.db.query(PEOPLE, [after ?? null, most]);
  const held: Held[] = await tx.db.query(COUPONS, [people.map(({ id }) => id), tx.now]);
  const theirs = Map.groupBy(held, ({ customerId }) => customerId);
  const today = civilDate(tx.now, tx.shop.zone);
  const rows = people.flatMap((person) => {
    const who = whoCells(tx, person, today);
    return (theirs.get(person.id) ?? [undefined]).map((coupon) => csvRow([...who, ...couponCells(tx, coupon)]));
  });
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    ...[actorName(by), 'export-customers', after ?? 'first', { customers: people.length }, tx.now],
  ]);
  const next = people.length < most ? undefined : people.at(-1)!.id;
  return { csv: rows.join(''), customers: people.length, next };
}

interface Person {
  id: string;
  name: string | null;
  language: string;
  mmdd: number | null;
  year: number | null;
  phone: string | null;
  joinedAt: Date | null;
  tags: string[];
  line: string | null;
  telegram: string | null;
  member: { channel: string; address: string } | null;
}

interface Held {
  customerId: string;
  id: string;
  ref: string;
  name: Terms['name'];
  state: string;
  claimedAt: Date;
  validUntil: Date;
  usedAt: Date | null;
  store: string | null;
  staff: string | null;
  orderMinor: number | null;
  discountMinor: number | null;
}

function whoCells(tx: Tx, { mmdd, year, phone, member, ...one }: Person, today: string): string[] {
  const address = addressCell(member?.address ?? null);
  return [
    ...[one.id, one.name ?? ''],
    phone ? phoneCell(tx.shop.codes.decrypt(Buffer.from(phone, 'base64'))) : '',
    mmdd === null ? '' : birthdayCell({ mmdd, year }, today),
    ...[one.language, tagsCell(one.tags), one.line ?? '', one.telegram ?? ''],
    ...[address && member!.channel, address, iso(one.joinedAt)],
  ];
}

function couponCells({ shop }: Tx, coupon: Held | undefined): string[] {
  if (!coupon) return Array<string>(11).fill('');
  const { id, ref, name, state, claimedAt, validUntil, usedAt, store, staff, orderMinor, discountMinor } = coupon;
  const money = (minor: number | null) => (minor === null ? '' : plainAmount(minor, shop.currency));
  return [
    ...[id, ref, inLanguage(name, shop.language, shop.language), state, iso(claimedAt), iso(validUntil)],
    ...[iso(usedAt), store ?? '', staff ?? '', money(orderMinor), money(discountMinor)],
  ];
}

const iso = (at: Date | null) => at?.toISOString() ?? '';

// Who was joined with another is that other; their number stays with the account that proved it.
const PEOPLE = `
select c.id, c.name, c.language, c.birth_mmdd as mmdd, c.birth_year as year, c.joined_at as "joinedAt",
  encode(coalesce(c.phone_sealed, (select j.phone_sealed from customer_link l join customer j on j.id = l.joined_id
    where l.kept_id = c.id and l.undone_at is null and j.phone_sealed is not null limit 1)), 'base64') as phone,
  array(select tag from customer_tag where customer_id = c.id order by tag) as tags,
  (select min(address) from identity where customer_id = c.id and channel = 'line' and address ~ '^U[0-9a-f]{32}$') as line,
  (select min(address) from identity where customer_id = c.id and channel = 'telegram' and address ~ '^[1-9][0-9]{2,15}$') as telegram,
  (select jsonb_build_object('channel', channel, 'address', address) from identity where customer_id = c.id
    and channel not in ('line', 'telegram', 'web', 'terminal') and channel ~ '^[a-z0-9_-]{1,20}$' order by id limit 1) as member
from customer c where c.merged_into is null and ($1::uuid is null or c.id > $1) order by c.id limit $2`;

const COUPONS = `
select c.customer_id as "customerId", c.id, g.ref, t.terms -> 'name' as name,
  case when c.state = 'issued' and c.valid_until <= $2 then 'expired' else c.state end as state,
  c.claimed_at as "claimedAt", c.valid_until as "validUntil", r.at as "usedAt", s.name as store, p.name as staff,
  r.order_minor::float8 as "orderMinor", r.discount_minor::float8 as "discountMinor"
from coupon c join campaign g on g.id = c.campaign_id
join campaign_terms t on t.campaign_id = c.campaign_id and t.version = c.terms_version
left join redemption r on r.coupon_id = c.id and r.undone_at is null
left join store s on s.id = r.store_id
left join staff w on w.id = r.staff_id left join customer p on p.id = w.customer_id
where c.customer_id = any($1::uuid[]) order by c.customer_id, c.claimed_at, c.id`;
