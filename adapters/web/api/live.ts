import type { Server } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { ApiKey } from '../../../entities/api-key.ts';
import type { App } from '../../../src/app.ts';
import { watchShop } from '../../../src/live/watch-shop.ts';
import { Refusal } from '../../../src/refusal.ts';
import { inTransaction } from '../../../src/transaction.ts';
import { languageOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { store } from './shapes.ts';
import { validate } from './validate.ts';
import { storeIdOf } from './where.ts';

const MOST_WATCHERS = 100;
const HEARTBEAT_MS = 1_000;
const HEARTBEATS = 15;
const MOST_UNREAD_BYTES = 256 * 1024;

const query = z.strictObject({ store: store.optional() });

/** What happens in the shop, as server-sent events. */
export const live = endpoint({
  method: 'get',
  path: '/live',
  name: 'watchShop',
  about:
    'What happens from now on, as server-sent events: claim, redemption, undo and rating, within two seconds, after one event `begun`. Names are masked. With `store` only what happened there; claims belong to no store.',
  scopes: ['campaigns', 'feedback'],
  query,
  answer: z.string(),
  type: 'text/event-stream',
  run: () => Promise.reject(new Error('It is watched, not run.')),
});

/** Answers it; nothing is asked of the database while nobody watches. */
export function watching(app: App): RequestHandler {
  const watch = watchShop(app);
  return async (request, response) => {
    const { id: keyId, scopes } = response.locals.key as ApiKey;
    const asked = validate(query, request.query, languageOf(request, app.shop)) as z.infer<typeof query>;
    const storeId = await inTransaction(app, (tx) => storeIdOf(tx, asked.store));
    if (watch.count() >= MOST_WATCHERS) throw new Refusal('not-now');
    const say = (event: string, data: object) => {
      // Who does not read is let go, and may begin anew.
      if (response.writableLength > MOST_UNREAD_BYTES) response.end();
      else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const leave = watch.join(
      { kind: 'api', keyId, scopes },
      { storeId, begun: () => say('begun', {}), tell: ({ kind, ...news }) => say(kind, news) },
    );
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    const beat = heartbeat(app, keyId, request, response);
    response.on('close', () => {
      clearInterval(beat);
      leave();
    });
  };
}

/** Says now and then that we are here; ends when the key is no good any more, or the server takes nobody. */
function heartbeat(app: App, keyId: string, request: Request, response: Response): NodeJS.Timeout {
  const { server } = request.socket as { server?: Server };
  let beats = 0;
  return setInterval(async () => {
    if (++beats % HEARTBEATS === 0) response.write(': here\n\n');
    // Of a database that does not answer nobody learns anything anyway.
    const good = await isGood(app, keyId).catch(() => true);
    if (!good || server?.listening === false) response.end();
  }, HEARTBEAT_MS).unref();
}

async function isGood({ pool, clock }: App, keyId: string): Promise<boolean> {
  const { rows } = await pool.query({
    name: 'live_key',
    text: 'select 1 from api_key where id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)',
    values: [keyId, clock.now()],
  });
  return rows.length > 0;
}
