import { Consent } from '../../entities/consent.ts';
import { Customer } from '../../entities/customer.ts';
import type { Person } from '../chat/person.ts';
import { CONSENT_VERSION } from '../shop.ts';
import type { Tx } from '../transaction.ts';
import { agreedToOlder } from './agreed-to-older.ts';

/** Joins the shop: agreement to the service, and to marketing or not, each with the text's version. */
export async function joinShop(tx: Tx, person: Person, marketing: boolean): Promise<void> {
  const { customer } = person;
  const first = customer.joinedAt === null;
  const fresh = first || agreedToOlder(customer);
  if (fresh) await record(tx, person, 'service', true);
  if (fresh || customer.marketing !== marketing) await record(tx, person, 'marketing', marketing);
  Object.assign(customer, { joinedAt: customer.joinedAt ?? tx.now, agreedVersion: CONSENT_VERSION, marketing });
  const { joinedAt, agreedVersion } = customer;
  await tx.db.update(Customer, { id: customer.id }, { joinedAt, agreedVersion, marketing });
}

/** Turns offers on or off, at once. Returns false when they were so already. */
export async function setMarketing(tx: Tx, person: Person, granted: boolean): Promise<boolean> {
  if (person.customer.marketing === granted) return false;
  await record(tx, person, 'marketing', granted);
  person.customer.marketing = granted;
  await tx.db.update(Customer, { id: person.customer.id }, { marketing: granted });
  return true;
}

async function record(tx: Tx, person: Person, purpose: Consent['purpose'], granted: boolean): Promise<void> {
  await tx.db.insert(Consent, {
    customerId: person.customer.id,
    purpose,
    granted,
    textVersion: CONSENT_VERSION,
    language: person.language,
    channel: person.identity.channel,
    at: tx.now,
  });
}
