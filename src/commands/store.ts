import type { Message } from '../chat/channel.ts';
import { Refusal } from '../refusal.ts';
import type { Actor } from '../staff/actor.ts';
import { chooseStore } from '../stores/choose-store.ts';
import { createStore } from '../stores/create-store.ts';
import { listStores, storeNamed } from '../stores/list-stores.ts';
import { setCity } from '../stores/set-city.ts';
import { whereIs } from '../stores/where.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** `/store [name]`: which store I work in; `/store new NAME` opens one, `/store city NAME` says where mine is (owners). */
export const store: Command = {
  name: 'store',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, args } = said;
    const opened = /^new\b\s*(.*)$/is.exec(args)?.[1];
    // A store may itself be called New something.
    if (opened !== undefined && !storeNamed(await listStores(tx), args)) {
      const { name } = await createStore(tx, by, { name: opened });
      return { text: t.counter.storeOpened(name), buttons: [{ label: name, says: `/store ${name}` }] };
    }
    const city = /^city\b\s*(.*)$/is.exec(args)?.[1];
    if (city !== undefined && !storeNamed(await listStores(tx), args)) return inCity(said, by, city);
    if (args) return { text: t.counter.storeChosen((await chooseStore(tx, by.staff, args)).name) };
    const stores = await listStores(tx);
    if (stores.length === 0) return { text: t.counter.storeNone() };
    const { storeId, atStoreId } = by.staff;
    const mine = stores.filter(({ id }) => !storeId || id === storeId);
    const now = stores.find(({ id }) => id === (storeId ?? atStoreId)) ?? (stores.length === 1 ? stores[0] : undefined);
    return {
      text: now ? t.counter.storeIs(now.name) : t.counter.storeAsk(),
      buttons: mine.filter((one) => one !== now).map(({ name }) => ({ label: name, says: `/store ${name}` })),
    };
  },
};

async function inCity({ tx, t }: Said, by: Actor & { kind: 'staff' }, typed: string): Promise<Message> {
  const stores = await listStores(tx);
  const mine = whereIs(
    by,
    stores.map((one) => ({ ...one, open: true })),
    undefined,
  );
  if (!mine) throw new Refusal('store-needed', { stores: stores.map(({ name }) => name) });
  const { name, city } = await setCity(tx, by, { storeId: mine.id, city: typed });
  return { text: t.counter.storeCity(name, city ?? '') };
}
