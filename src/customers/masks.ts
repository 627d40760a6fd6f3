import { maskName } from '../lib/plain-text.ts';
import type { Shop } from '../shop.ts';
import type { Actor } from '../staff/actor.ts';

/** Who looks after people sees who they are; who sells to them, or hands out coffee, sees enough to recognise them. */
export function seesNames(by: Actor): boolean {
  return by.kind !== 'staff' || by.staff.role === 'owner' || by.staff.role === 'manager';
}

/** A customer's name as the actor may see it. */
export function callName(by: Actor, name: string | null): string {
  return seesNames(by) ? (name ?? '') : maskName(name);
}

/** The last three digits of a kept phone number. */
export function phoneEnd(shop: Shop, sealed: Buffer | null): string | undefined {
  return sealed ? shop.codes.decrypt(sealed).slice(-3) : undefined;
}
