import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openLine } from '../adapters/line/index.ts';
import { signatureOf } from '../adapters/line/signature.ts';
import { readBody, receiveWebhook } from '../adapters/web/webhooks.ts';
import type { Hear } from '../src/chat/channel.ts';
import { readConfig } from '../src/config.ts';
import type { Connection } from '../src/database.ts';
import { houseFor } from '../src/house.ts';
import { openApp } from '../src/main/open-app.ts';
import { APP_KEY, clockAt } from './ground.ts';

// A process that does nothing but serve webhooks, so that its processor time is theirs alone.

/** What to serve: an empty webhook, or the shop with or without sending its answers. */
export type Kind = 'empty' | 'claim' | 'answer';
export interface Order {
  kind: Kind;
  secret: string;
  connection: Connection;
  apiBase: string;
  /** Of the clock. */
  shift: number;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

process.once('message', (order: Order) => void serve(order));
process.on('disconnect', () => process.exit());

async function serve(order: Order): Promise<void> {
  const listener = order.kind === 'empty' ? empty(order) : await shop(order);
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send!({ cpu: user + system, rss: process.memoryUsage.rss() });
  });
}

/** The least that a webhook can be: the body read under its limit, its signature checked, its JSON parsed, 200. */
function empty({ secret }: Order) {
  const signed = signatureOf(secret);
  return async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request, 1024 * 1024);
    const ok = typeof body !== 'string' && signed(body, request.headers['x-line-signature']);
    const events: unknown = ok && JSON.parse(body.toString('utf8')).events;
    response.writeHead(Array.isArray(events) ? 200 : 401, { 'content-length': 0 }).end();
  };
}

async function shop({ kind, secret, connection, apiBase, shift }: Order) {
  const config = readConfig({ BRAND_TIME_ZONE: 'Asia/Taipei' }, '/nowhere/.env');
  const { app, hear } = await openApp(config, APP_KEY, connection, quiet, clockAt(shift));
  const silent: Hear = async (inbound) => {
    const heard = await hear(inbound);
    heard.messages = [];
    return heard;
  };
  const house = houseFor(app, kind === 'answer' ? hear : silent, 'line');
  const options = { secret, accessToken: 'token', apiBase, dataApiBase: apiBase, language: 'en' };
  const { webhook } = openLine(options, house);
  return (request: IncomingMessage, response: ServerResponse) =>
    void receiveWebhook(webhook!, request, response, quiet);
}
