import type { Server } from 'node:net';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../src/app.ts';
import { latestNews } from '../../../src/live/latest-news.ts';
import { NEWS_KINDS } from '../../../src/live/read-news.ts';
import { tellNews } from '../../../src/live/tell-news.ts';
import { watchShop } from '../../../src/live/watch-shop.ts';
import { Refusal } from '../../../src/refusal.ts';
import { inTransaction } from '../../../src/transaction.ts';
import { languages } from '../../../src/words/index.ts';
import { languageOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, minor, store } from './shapes.ts';
import { validate } from './validate.ts';
import { whereToLook } from './where.ts';
import type { Caller } from './who-calls.ts';

const MOST_WATCHERS = 100;
const MOST_OF_ONE = 10;
const HEARTBEAT_MS = 1_000;
const HEARTBEATS = 15;
const MOST_UNREAD_BYTES = 256 * 1024;

const query = z.strictObject({
  store: store.optional(),
  language: z.enum(languages).optional().describe('Of the sentences; that of Accept-Language when missing.'),
});
const scopes = ['campaigns', 'feedback'] as const;

/** What happens in the shop, as server-sent events. */
export const live = endpoint({
  method: 'get',
  path: '/live',
  name: 'watchShop',
  about:
    'What happens from now on, as server-sent events: claim, redemption, undo and rating, within two seconds, after one event `begun`. Names are masked. With `store` only what happened there; claims belong to no store. Every 15 seconds an event `here` says that the line holds. One caller may watch ten times at once.',
  scopes,
  query,
  answer: z.string(),
  type: 'text/event-stream',
  run: () => Promise.reject(new Error('It is watched, not run.')),
});

const news = z.strictObject({
  kind: z.enum(NEWS_KINDS),
  id,
  at: instant,
  campaign: z.string().nullable(),
  name: z.string().nullable().describe('Of the campaign.'),
  customer: z.string().describe('First letter and stars.'),
  channel: z.string().nullable(),
  storeId: id.nullable(),
  store: z.string().nullable(),
  orderMinor: minor.nullable(),
  discountMinor: minor.nullable(),
  stars: z.int().nullable(),
  sentence: z.string().describe('All of it in words.'),
  when: z.string().describe('On the clock of the shop, or of the store that the reader is bound to.'),
});

const latest = endpoint({
  method: 'get',
  path: '/live/latest',
  name: 'latestNews',
  about: 'What happened in the last 24 hours, the newest first, as /live tells it.',
  scopes,
  query: query.extend({ limit: z.coerce.number().int().min(1).max(100).default(30) }),
  answer: z.strictObject({ news: z.array(news) }),
  async run({ tx, by, language, query: asked }) {
    const { storeId, zone } = await whereToLook(tx, by, asked.store);
    const telling = { shop: tx.shop, language: asked.language ?? language, now: tx.now, zone };
    return { news: (await latestNews(tx, by, asked.limit, storeId)).map((one) => tellNews(telling, one)) };
  },
});

export const liveEndpoints = [live, latest];

/** Answers it; nothing is asked of the database while nobody watches. */
export function watching(app: App): RequestHandler {
  const watch = watchShop(app);
  const each = new Map<string, number>();
  return async (request, response) => {
    const caller = response.locals.caller as Caller;
    const spoken = languageOf(request, app.shop);
    const { language = spoken, ...asked } = validate(query, request.query, spoken) as z.infer<typeof query>;
    const { storeId, zone } = await inTransaction(app, (tx) => whereToLook(tx, caller.by, asked.store));
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
      storeId,
      begun: () => say('begun', {}),
      tell(one) {
        const { kind, ...told } = tellNews({ shop: app.shop, language, now: app.clock.now(), zone }, one);
        say(kind, told);
      },
    });
    each.set(caller.id, mine + 1);
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    const beat = heartbeat(caller, request, response, () => say('here', {}));
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
function heartbeat({ isGood }: Caller, request: Request, response: Response, here: () => void): NodeJS.Timeout {
  const { server } = request.socket as { server?: Server };
  let beats = 0;
  return setInterval(async () => {
    // Who has not taken the end by now does not read; what was written after it would be an error of ours.
    if (response.writableEnded) return void response.destroy();
    if (++beats % HEARTBEATS === 0) here();
    // Of a database that does not answer nobody learns anything anyway.
    const good = await isGood().catch(() => true);
    if (!good || server?.listening === false) response.end();
  }, HEARTBEAT_MS).unref();
}
