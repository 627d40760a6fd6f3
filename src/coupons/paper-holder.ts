import { Consent } from '../../entities/consent.ts';
import { callingCode, readPhone } from '../imports/read-phone.ts';
import { newId } from '../lib/ids.ts';
import { cleanName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Who holds a paper coupon: a name, a phone number in international digits, or both. */
export interface Holder {
  name?: string;
  phone?: string;
}

const PHONE = /(?<!\S)\+?\(?\d[\d\s()./-]{5,}\d(?!\S)/;
/** What they have agreed to is the paper that they filled in. */
const TEXT = 'paper';

/** Reads `Mali 0912-345-678`, either part alone, in any order. Refuses what names nobody. */
export function readHolder(typed: string, currency: string): Holder {
  const text = typed.normalize('NFKC').trim();
  const digits = PHONE.exec(text)?.[0];
  const name = cleanName(digits ? text.replace(digits, ' ') : text);
  const phone = digits && phoneOf(digits, currency);
  if ((digits && !phone) || (!phone && !(name && /\p{L}/u.test(name)))) {
    throw new Refusal('paper-holder', { typed: text.slice(0, 60) });
  }
  return { ...(name && { name }), ...(phone && { phone }) };
}

function phoneOf(digits: string, currency: string): string | undefined {
  try {
    return readPhone('phone', digits, callingCode(undefined, currency));
  } catch {
    return undefined;
  }
}

/**
 * The customer with that number, or a new one. A new one has agreed to the service alone, on the paper, and has not joined: they
 * are sent nothing, and become one with whoever proves the same number later.
 */
export async function holderOf(tx: Tx, { name, phone }: Holder): Promise<{ id: string; name: string | null }> {
  const { codes, language } = tx.shop;
  const seal = phone ? codes.seal('phone number', phone) : null;
  const find = async () => {
    const [known] = await tx.db.query(
      'select k.id, k.name from customer c join customer k on k.id = kept_customer(c.id) where c.phone_index = $1',
      [seal],
    );
    return known as { id: string; name: string | null } | undefined;
  };
  const known = seal && (await find());
  if (known) return known;
  const id = newId(tx.now.getTime());
  const [made] = await tx.db.query(
    `insert into customer (id, name, language, phone_index, phone_sealed, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning id`,
    [id, name ?? null, language, seal, phone ? codes.encrypt(phone) : null, tx.now],
  );
  // Another had the number registered in this very moment.
  if (!made) return (await find())!;
  const consent = { purpose: 'service' as const, granted: true, textVersion: TEXT, language, channel: TEXT };
  await tx.db.insert(Consent, { customerId: id, ...consent, at: tx.now });
  return { id, name: name ?? null };
}
