import { chooseStore } from '../stores/choose-store.ts';
import { createStore } from '../stores/create-store.ts';
import { listStores, storeNamed } from '../stores/list-stores.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** `/store [name]`: which store I work in; `/store new NAME` opens one (owners). */
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
