import { Customer } from '../../entities/customer.ts';
import { moveToZone } from '../broadcasts/move-to-zone.ts';
import { readZone } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';

/** Notes the zone that a person names as Area/City or as its city; no device changes it from then on. */
export async function setZone(tx: Tx, customer: Customer, typed: string): Promise<string> {
  const zone = readZone(typed);
  if (!zone) throw new Refusal('zone-unknown');
  Object.assign(customer, { zone, zoneChosen: true });
  await tx.db.update(Customer, { id: customer.id }, { zone, zoneChosen: true });
  await moveToZone(tx, customer.id, zone);
  return zone;
}

/** Notes where somebody's device is, unless they named a zone themselves. What is no zone changes nothing. */
export async function keepDeviceZone(tx: Tx, customer: Customer, device: string | undefined): Promise<void> {
  const zone = newDeviceZone(customer, device, tx.shop.zone);
  if (!zone) return;
  customer.zone = zone;
  await tx.db.update(Customer, { id: customer.id }, { zone });
  await moveToZone(tx, customer.id, zone);
}

/** The zone of a device, where it tells something new. */
export function newDeviceZone(
  { zone, zoneChosen }: Pick<Customer, 'zone' | 'zoneChosen'>,
  device: string | undefined,
  shopZone: string,
): string | undefined {
  if (!device || zoneChosen || device === (zone ?? shopZone)) return undefined;
  // Browsers say Area/City, or UTC.
  const read = device.includes('/') || device === 'UTC' ? readZone(device) : undefined;
  return read === (zone ?? shopZone) ? undefined : read;
}
