import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';

/** What a store is to the counter. */
export interface Place {
  id: string;
  name: string;
  zone: string | null;
  open: boolean;
}

/**
 * The store in which the actor works: the one they name, the one they are bound to, the one they chose, or the only one
 * there is. Undefined when none of these tells. Refuses a store outside of their scope.
 */
export function whereIs(by: Actor, stores: readonly Place[], storeId: string | undefined): Place | undefined {
  const named = (id: string | null | undefined) => stores.find((store) => store.id === id && store.open);
  const bound = by.kind === 'staff' ? by.staff.storeId : null;
  if (storeId !== undefined) {
    const store = named(storeId);
    if (!store) throw new Refusal('store-unknown', { stores: openNames(stores) });
    if (bound && bound !== store.id) throw new Refusal('store-out-of-scope', { store: nameOf(stores, bound) });
    return store;
  }
  if (by.kind !== 'staff') return undefined;
  if (bound) return named(bound);
  const open = stores.filter((store) => store.open);
  return named(by.staff.atStoreId) ?? (open.length === 1 ? open[0] : undefined);
}

/** Names of the stores that are open. */
export function openNames(stores: readonly Place[]): string[] {
  return stores.filter((store) => store.open).map((store) => store.name);
}

function nameOf(stores: readonly Place[], id: string): string {
  return stores.find((store) => store.id === id)?.name ?? '?';
}
