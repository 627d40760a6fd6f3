import { Customer } from '../../entities/customer.ts';
import { Identity } from '../../entities/identity.ts';
import { Staff } from '../../entities/staff.ts';
import { keepDeviceZone } from '../customers/set-zone.ts';
import { sayKeptNotes } from '../feedback/keep-note.ts';
import { newId } from '../lib/ids.ts';
import { cleanName } from '../lib/plain-text.ts';
import type { Tx } from '../transaction.ts';
import { isLanguage, nearestLanguage } from '../words/index.ts';
import type { Inbound } from './channel.ts';
import type { Person } from './person.ts';

const HOUR = 3_600_000;

/** Finds who is speaking, or makes their acquaintance: a new identity is a new person until they link. */
export async function recognise(tx: Tx, inbound: Inbound): Promise<Person> {
  const { channel, from: address } = inbound;
  const identity = (await tx.db.findOneBy(Identity, { channel, address })) ?? (await acquaint(tx, inbound));
  const customer = await tx.db.findOneByOrFail(Customer, { id: identity.customerId });
  await refresh(tx, identity, customer, inbound);
  await keepDeviceZone(tx, customer, inbound.zone);
  const staff = await staffOf(tx, customer, `${channel}:${address}`);
  const language = isLanguage(customer.language) ? customer.language : tx.shop.language;
  return { customer, identity, staff, language };
}

async function acquaint(tx: Tx, inbound: Inbound): Promise<Identity> {
  const id = newId(tx.now.getTime());
  const name = cleanName(inbound.name) ?? null;
  const language = nearestLanguage(inbound.language, tx.shop.language);
  await tx.db.insert(Customer, { id, name, language, createdAt: tx.now });
  const { channel, from: address } = inbound;
  await tx.db.insert(Identity, {
    customerId: id,
    channel,
    address,
    name,
    language,
    heardAt: tx.now,
    createdAt: tx.now,
  });
  return tx.db.findOneByOrFail(Identity, { channel, address });
}

/** Writing again makes a person reachable again; names are kept up to date, at most one write an hour otherwise. */
async function refresh(tx: Tx, identity: Identity, customer: Customer, inbound: Inbound): Promise<void> {
  const name = cleanName(inbound.name) ?? identity.name;
  if (upToDate(identity, inbound, tx.now)) return;
  // A question that waited for more than an hour is forgotten, or it would swallow an unrelated line.
  if (isStale(identity, tx.now)) identity.asked = null;
  await takeFirstLanguage(tx, identity, customer, inbound);
  const back = !identity.reachable;
  Object.assign(identity, { name, reachable: true, heardAt: tx.now });
  await tx.db.update(Identity, { id: identity.id }, { name, reachable: true, heardAt: tx.now, asked: identity.asked });
  if (back) await sayKeptNotes(tx, identity);
  if (name && !customer.name) {
    customer.name = name;
    await tx.db.update(Customer, { id: customer.id }, { name });
  }
}

/** Whom we knew before they ever wrote, and in no language, we answer in the language of their first line. */
async function takeFirstLanguage(tx: Tx, identity: Identity, customer: Customer, inbound: Inbound): Promise<void> {
  if (identity.heardAt || identity.language || !inbound.language) return;
  const language = nearestLanguage(inbound.language, tx.shop.language);
  await tx.db.update(Identity, { id: identity.id }, { language });
  await tx.db.update(Customer, { id: customer.id }, { language });
  customer.language = language;
}

/** True when a line of theirs changes nothing of what we keep of an identity. */
export function upToDate(
  identity: Pick<Identity, 'name' | 'reachable' | 'heardAt'>,
  inbound: Pick<Inbound, 'name'>,
  now: Date,
): boolean {
  const name = cleanName(inbound.name) ?? identity.name;
  return identity.reachable && name === identity.name && !isStale(identity, now);
}

function isStale({ heardAt }: Pick<Identity, 'heardAt'>, now: Date): boolean {
  return !heardAt || now.getTime() - heardAt.getTime() > HOUR;
}

async function staffOf(tx: Tx, customer: Customer, who: string): Promise<Staff | null> {
  const staff = await tx.db.findOneBy(Staff, { customerId: customer.id });
  if (staff) return staff.endedAt ? null : staff;
  if (!tx.shop.owners.has(who)) return null;
  const id = newId(tx.now.getTime());
  await tx.db.insert(Staff, { id, customerId: customer.id, role: 'owner', createdAt: tx.now });
  return tx.db.findOneByOrFail(Staff, { id });
}
