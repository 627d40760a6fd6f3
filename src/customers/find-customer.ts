import { findAtCounter } from '../coupons/check-find.ts';
import { callingCode, readPhone } from '../imports/read-phone.ts';
import { readCode } from '../lib/codes.ts';
import { bytesOf, idOf, isId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { callName, phoneEnd } from './masks.ts';

/** Somebody who may be meant, told apart from others without saying who they are. */
export interface Candidate {
  id: string;
  /** Masked for who may not see names. */
  name: string;
  /** The last three digits. */
  phone: string | undefined;
  lastAt: Date | null;
  purchases: number;
  /** Names of their tier by language, where they are in one. */
  tier: Record<string, string> | null;
  channels: string[];
}

/** So many people of one name are shown where nobody asks for more. */
const MOST = 8;
const TOKEN = /^(?:\S*\/q\/)?([A-Za-z0-9_-]{36})$/;
const SHORT = /^[A-Za-z0-9_-]{22}$/;

/**
 * The customer that staff mean: by id, by a coupon's code or QR, by phone number, else by name. Several of one name come
 * as candidates, at most `most`, and `more` when there are others. Clerks have the person before them: they find by code or phone, not by name.
 */
export async function findCustomer(
  tx: Tx,
  by: Actor,
  text: string,
  most = MOST,
): Promise<{ id: string } | { all: Candidate[]; more: boolean }> {
  authorise(by, 'read-customer');
  const typed = text.normalize('NFKC').trim();
  const id = (await byId(tx, typed)) ?? (await byCode(tx, by, typed)) ?? (await byPhone(tx, typed));
  if (id) return { id };
  if (by.kind === 'staff' && by.staff.role === 'clerk') throw new Refusal('customer-by-code');
  const found = typed ? await byName(tx, by, typed, most) : [];
  if (found.length === 0) throw new Refusal('customer-nobody', { typed });
  return found.length === 1 ? { id: found[0]!.id } : { all: found.slice(0, most), more: found.length > most };
}

/** An id as short as a button needs it; `findCustomer` reads it. */
export function shortId(id: string): string {
  return bytesOf(id).toString('base64url');
}

async function byId(tx: Tx, typed: string): Promise<string | undefined> {
  const id = isId(typed) ? typed : SHORT.test(typed) ? idOf(Buffer.from(typed, 'base64url')) : undefined;
  if (!id) return undefined;
  const [found] = await tx.db.query('select kept_customer(id) as id from customer where id = $1', [id]);
  return found?.id;
}

async function byCode(tx: Tx, by: Actor, typed: string): Promise<string | undefined> {
  const token = TOKEN.exec(typed)?.[1];
  const named = token ? { token } : 'code' in readCode(typed) ? { code: typed } : undefined;
  if (!named) return undefined;
  const { customerId } = await findAtCounter(tx, by, named);
  const [{ id }] = await tx.db.query('select kept_customer($1) as id', [customerId]);
  return id;
}

async function byPhone(tx: Tx, typed: string): Promise<string | undefined> {
  const digits = internationalDigits(typed, tx.shop.currency);
  if (!digits) return undefined;
  const index = tx.shop.codes.seal('phone number', digits);
  const [found] = await tx.db.query('select kept_customer(id) as id from customer where phone_index = $1', [index]);
  return found?.id;
}

function internationalDigits(typed: string, currency: string): string | undefined {
  if (typed.replace(/\D/g, '').length < 7) return undefined;
  try {
    return readPhone('phone', typed, callingCode(undefined, currency));
  } catch {
    return undefined;
  }
}

/** Whose name begins like this; only where nobody's does, whose name has it somewhere. One more than `most`, to tell. */
async function byName(tx: Tx, by: Actor, typed: string, most: number): Promise<Candidate[]> {
  const part = typed.toLowerCase().replace(/[\\%_]/g, '\\$&');
  for (const pattern of [`${part}%`, `%${part}%`]) {
    const rows = await tx.db.query(
      `select f.id, f.name, f.phone, f."lastAt", f.purchases, i.names as tier,
         array(select channel from identity where customer_id = f.id group by channel order by max(heard_at) desc nulls last, channel) as channels
       from (select c.id, c.name, c.phone_sealed as phone, s.last_at as "lastAt", coalesce(s.purchases, 0) as purchases, s.tier
         from customer c left join customer_stats s on s.customer_id = c.id
         where lower(c.name) like $1 and c.merged_into is null
         order by s.last_at desc nulls last, c.id limit $2) f
       left join tier i on i.name = f.tier order by f."lastAt" desc nulls last, f.id`,
      [pattern, most + 1],
    );
    if (rows.length > 0) {
      return rows.map(({ name, phone, ...rest }: { name: string | null; phone: Buffer | null }) => ({
        ...rest,
        name: callName(by, name),
        phone: phoneEnd(tx.shop, phone),
      }));
    }
  }
  return [];
}
