import { randomBytes } from 'node:crypto';
import type { Adapter } from '../../adapters/adapter.ts';
import { openWebChat, type WebChat } from '../../adapters/web/chat/index.ts';
import { openServer, type ServerOptions, type WebServer } from '../../adapters/web/server.ts';
import type { App } from '../../src/app.ts';
import type { Hear, House, Log, Message } from '../../src/chat/channel.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase, openPool } from '../../src/database.ts';
import { openShop } from '../../src/shop.ts';
import { freshDatabase } from '../support/database.ts';

/** What the shop of these tests says to a line. */
export type Script = (text: string, from: string) => Message[];

export interface Stand {
  app: App;
  chat: WebChat;
  server: WebServer;
  url: string;
  connection: Parameters<typeof openDatabase>[0];
  /** Each event that was heard, in order, repeats included. */
  heard: { id: string; from: string; text: string; language?: string; zone?: string }[];
  logged: string[];
  close(): Promise<void>;
}

export interface StandOptions extends Partial<Pick<ServerOptions, 'api' | 'links' | 'pagesFolder' | 'ready'>> {
  script?: Script;
  /** The real shop, in place of a script. */
  hear?(app: App): Hear;
  demo?: boolean;
  adapters?: Adapter[];
  environment?: Record<string, string>;
}

/** The web server and chat as they run, over a real database, with a scripted shop behind them. */
export async function openStand(options: StandOptions = {}): Promise<Stand> {
  const { connection, drop } = await freshDatabase();
  const stand = await openStandOn(connection, options);
  return {
    ...stand,
    async close() {
      await stand.close();
      await drop();
    },
  };
}

/** Another process on the same database, as far as the web is concerned. */
export async function openStandOn(connection: Stand['connection'], options: StandOptions = {}): Promise<Stand> {
  const config = readConfig({ PORT: '0', APP_KEY: '00'.repeat(32), ...options.environment }, '/nonexistent');
  const logged: string[] = [];
  const write = (facts: object, sentence: string) => void logged.push(`${sentence} ${JSON.stringify(facts)}`);
  const log: Log = { info: write, warn: write, error: write };
  const database = await openDatabase(connection);
  const app: App = {
    database,
    pool: openPool(connection, 2, () => undefined),
    shop: openShop(config, Buffer.from(config.APP_KEY!, 'hex')),
    clock: { now: () => new Date() },
    log,
    channels: new Map(),
  };
  const { hear, heard } = scripted(options.script ?? ((text) => [{ text: `You said ${text}` }]));
  const house: House = {
    hear: options.hear?.(app) ?? hear,
    recall: async () => undefined,
    remember: async () => undefined,
    keep: async () => undefined,
    words: app.shop.words,
    log,
  };
  const secureCookies = config.PUBLIC_URL?.startsWith('https:') ?? false;
  const chat = openWebChat({ app, demo: options.demo ?? false, secureCookies }, house);
  const adapters = [...(options.adapters ?? []), chat];
  const server = await openServer({ ready: async () => true, ...options, app, adapters, config, web: chat });
  return {
    app,
    chat,
    server,
    url: server.url,
    heard,
    logged,
    connection,
    async close() {
      await server.close();
      await app.pool.end();
      await database.destroy();
    },
  };
}

// Like the real one as far as channels can tell: a repeated event has no effect and the same answer.
function scripted(script: Script): { hear: Hear; heard: Stand['heard'] } {
  const heard: Stand['heard'] = [];
  const answers = new Map<string, Message[]>();
  const hear: Hear = async ({ id, from, text, language, zone }) => {
    heard.push({ id, from, text, ...(language && { language }), ...(zone && { zone }) });
    const again = answers.has(id);
    const messages = answers.get(id) ?? script(text, from);
    answers.set(id, messages);
    return { messages, again, answered: async () => undefined };
  };
  return { hear, heard };
}

/** Opens the chat as a browser does, as far as cookies go. */
export async function visit(url: string, path = '/chat', cookie = ''): Promise<{ cookie: string; set: string[] }> {
  const response = await fetch(url + path, { headers: { cookie } });
  const set = response.headers.getSetCookie();
  return { cookie: set[0]?.split(';', 1)[0] ?? cookie, set };
}

/** Says something as the chat page does. */
export function say(url: string, cookie: string, said: object, headers: Record<string, string> = {}) {
  return fetch(`${url}/chat/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, ...headers },
    body: JSON.stringify(said),
  });
}

/** The token and code of a coupon that exists in these tests only. */
export function someCoupon(app: App): { token: string; code: string } {
  const id = randomBytes(16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { token: app.shop.codes.tokenOf(id), code: app.shop.codes.codeOf(id) };
}
