import type { Server } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../src/app.ts';
import { watchShop } from '../../../src/live/watch-shop.ts';
import { Refusal } from '../../../src/refusal.ts';
import { inTransaction } from '../../../src/transaction.ts';
import { languageOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { store } from './shapes.ts';
import { validate } from './validate.ts';
import { storeIdOf } from './where.ts';
import type { Caller } from './who-calls.ts';

const MOST_WATCHERS = 100;
const MOST_OF_ONE = 10;
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
    'What happens from now on, as server-sent events: claim, redemption, undo and rating, within two seconds, after one event `begun`. Names are masked. With `store` only what happened there; claims belong to no store. One caller may watch ten times at once.',
  scopes: ['campaigns', 'feedback'],
  query,
  answer: z.string(),
  type: 'text/event-stream',
  run: () => Promise.reject(new Error('It is watched, not run.')),
});

/** Answers it; nothing is asked of the database while nobody watches. */
export function watching(app: App): RequestHandler {
  const watch = watchShop(app);
  const each = new Map<string, number>();
  return async (request, response) => {
    const caller = response.locals.caller as Caller;
    const asked = validate(query, request.query, languageOf(request, app.shop)) as z.infer<typeof query>;
    const storeId = await inTransaction(app, (tx) => storeIdOf(tx, asked.store));
    const bound = caller.by.kind === 'staff' ? caller.by.staff.storeId : null;
    if (bound && storeId && storeId !== bound) throw new Refusal('console-not-here');
    // Who has gone meanwhile would never be heard to go.
    if (response.destroyed || request.socket.destroyed) return;
    const mine = each.get(caller.id) ?? 0;
    if (watch.count() >= MOST_WATCHERS || mine >= MOST_OF_ONE) throw new Refusal('not-now');
    const say = (event: string, data: object) => {
      // Who does not read is let go, and may begin anew.
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
      else if (!response.writableEnded) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const leave = watch.join(caller.by, {
      storeId: storeId ?? bound ?? undefined,
      begun: () => say('begun', {}),
      tell: ({ kind, ...news }) => say(kind, news),
    });
    each.set(caller.id, mine + 1);
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    const beat = heartbeat(caller, request, response);
    response.on('close', () => {
      clearInterval(beat);
      leave();
      const left = each.get(caller.id)! - 1;
      if (left > 0) each.set(caller.id, left);
      else each.delete(caller.id);
    });
  };
}

/** Says now and then that we are here; ends when the caller is no good any more, or the server takes nobody. */
function heartbeat({ isGood }: Caller, request: Request, response: Response): NodeJS.Timeout {
  const { server } = request.socket as { server?: Server };
  let beats = 0;
  return setInterval(async () => {
    // Who has not taken the end by now does not read; what was written after it would be an error of ours.
    if (response.writableEnded) return void response.destroy();
    if (++beats % HEARTBEATS === 0) response.write(': here\n\n');
    // Of a database that does not answer nobody learns anything anyway.
    const good = await isGood().catch(() => true);
    if (!good || server?.listening === false) response.end();
  }, HEARTBEAT_MS).unref();
}
