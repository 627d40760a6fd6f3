import type { Store } from '../../../entities/store.ts';
import { createStore } from '../../../src/stores/create-store.ts';
import { listStores } from '../../../src/stores/list-stores.ts';
import { inTransaction } from '../../../src/transaction.ts';
import type { QuanCommand } from '../command.ts';
import { withApp } from '../open-app.ts';
import { table } from '../table.ts';

const view = ({ id, name, zone, createdAt }: Store) => ({ id, name, zone, createdAt: createdAt.toISOString() });

const add: QuanCommand = {
  name: 'store add',
  usage: 'NAME [--zone ZONE]',
  about: 'Opens a store.',
  options: { zone: { type: 'string' } },
  words: [1, 20],
  run: (around, values, words) =>
    withApp(around, async (app) => {
      const zone = values.zone as string | undefined;
      const what = { name: words.join(' '), ...(zone && { zone }) };
      const store = await inTransaction(app, (tx) => createStore(tx, { kind: 'operator' }, what));
      return { json: view(store), text: `${store.name} is open.` };
    }),
};

const list: QuanCommand = {
  name: 'store list',
  usage: '',
  about: 'Lists the stores that are open.',
  run: (around) =>
    withApp(around, async (app) => {
      const stores = await inTransaction(app, (tx) => listStores(tx));
      const rows = stores.map(({ name, zone, id }) => [name, zone ?? app.shop.zone, id]);
      return {
        json: stores.map(view),
        jsonLines: true,
        text: table(['NAME', 'ZONE', 'ID'], rows, 'There are no stores yet.'),
      };
    }),
};

export const storeCommands = [add, list];
