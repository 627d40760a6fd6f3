import { z } from 'zod';
import type { Store } from '../../../entities/store.ts';
import { createStore } from '../../../src/stores/create-store.ts';
import { listStores } from '../../../src/stores/list-stores.ts';
import { setCity } from '../../../src/stores/set-city.ts';
import { endpoint } from './endpoint.ts';
import { byId, id, instant, iso } from './shapes.ts';

const city = z.string().trim().min(1).max(64);
const shape = z.strictObject({
  id,
  name: z.string(),
  zone: z.string().nullable(),
  city: z.string().nullable(),
  createdAt: instant,
});
const view = (store: Store) => ({
  id: store.id,
  name: store.name,
  zone: store.zone,
  city: store.city,
  createdAt: iso(store.createdAt),
});

const list = endpoint({
  method: 'get',
  path: '/stores',
  name: 'listStores',
  about: 'The stores that are open, by name.',
  scopes: [],
  answer: z.strictObject({ stores: z.array(shape) }),
  run: async ({ tx }) => ({ stores: (await listStores(tx)).map(view) }),
});

const create = endpoint({
  method: 'post',
  path: '/stores',
  name: 'createStore',
  about: 'Opens a store.',
  scopes: ['campaigns'],
  body: z.strictObject({
    name: z.string().min(1).max(64),
    zone: z.string().min(1).max(60).optional(),
    city: city.optional(),
  }),
  answer: shape,
  status: 201,
  run: async ({ tx, by, body: { name, zone, city: where } }) =>
    view(await createStore(tx, by, { name, ...(zone && { zone }), ...(where && { city: where }) })),
});

const change = endpoint({
  method: 'patch',
  path: '/stores/{id}',
  name: 'changeStore',
  about: 'Says in which city a store is.',
  scopes: ['campaigns'],
  params: byId,
  body: z.strictObject({ city }),
  answer: shape,
  run: async ({ tx, by, params, body }) => view(await setCity(tx, by, { storeId: params.id, city: body.city })),
});

export const storeEndpoints = [list, create, change];
