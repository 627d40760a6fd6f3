import express, { Router } from 'express';
import type { App } from '../../../src/app.ts';
import type { House, Message, Sent } from '../../../src/chat/channel.ts';
import { isWeather } from '../../../src/transaction.ts';
import type { Adapter } from '../../adapter.ts';
import { answerError, weather } from '../errors.ts';
import { editLine, keyOfSent, pastLines, writeLine } from './lines.ts';
import { sayRoute } from './say.ts';
import { openStreams } from './streams.ts';
import { openVisitors, type Visitors } from './visitor.ts';

const PAST_LINES = 50;

/** The web chat: a channel whose platform is our own page. */
export interface WebChat extends Adapter {
  /** /chat/say, /chat/events, /chat/history. */
  readonly router: Router;
  readonly visitors: Visitors;
  readonly demo: boolean;
  /** Pages that are open now. */
  readers(): number;
}

/** Opens the web chat over the house. `demo` lets its ready people in; they exist nowhere else. */
export function openWebChat(options: { app: App; demo: boolean; secureCookies: boolean }, house: House): WebChat {
  const { app } = options;
  const visitors = openVisitors(app.shop.codes, options);
  const streams = openStreams(app, house.log);
  const router = Router();
  router.post('/chat/say', express.json({ limit: '16kb' }), sayRoute(app, house, visitors, streams.wake));
  router.get(['/chat/events', '/chat/history'], (request, response, next) => {
    if (visitors.of(request)) return next();
    answerError(response, 401, {
      code: 'no-visitor',
      sentence: 'We do not know whose chat this is.',
      remedy: 'Open /chat first, with cookies allowed.',
    });
  });
  router.get('/chat/history', async (request, response) => {
    const before = lineNumber(request.query.before);
    response.set('cache-control', 'no-store');
    response.json(await pastLines(app, visitors.of(request)!, before, PAST_LINES));
  });
  router.get('/chat/events', async (request, response) => {
    const address = visitors.of(request)!;
    const last = lineNumber(request.headers['last-event-id']) ?? lineNumber(request.query.after);
    const from = last ?? (await pastLines(app, address, undefined, 0)).last;
    if (!streams.open(address, from, response)) answerError(response, 503, weather);
  });

  /** What the database said to a write, as an outcome: weather passes, anything else is a bug. */
  const attempt = async (work: () => Promise<Sent>): Promise<Sent> => {
    try {
      return await work();
    } catch (error) {
      if (!isWeather(error)) throw error;
      return { outcome: 'later', afterMs: 1_000, reason: 'the database is away' };
    }
  };

  return {
    name: 'web',
    abilities: { many: 1, pace: 1000, idempotent: true },
    router,
    visitors,
    demo: options.demo,
    readers: streams.count,
    send: (address, messages, key) =>
      attempt(async () => {
        const line = {
          address,
          saidBy: 'shop' as const,
          key: await keyOfSent(app, key),
          messages,
          at: app.clock.now(),
        };
        const { id } = await writeLine(app, line);
        streams.wake(address);
        return { outcome: 'sent', ref: String(id) };
      }),
    edit: (address: string, ref: string, message: Message) =>
      attempt(async () => {
        const found = await editLine(app, address, ref, [message], app.clock.now());
        if (!found) return { outcome: 'refused', reason: 'there is no such message' };
        streams.wake(address);
        return { outcome: 'sent', ref };
      }),
    open: async () => undefined,
    close: async () => streams.close(),
    examine: async () => [],
  };
}

function lineNumber(given: unknown): number | undefined {
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
}
