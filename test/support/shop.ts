import { setTimeout as sleep } from 'node:timers/promises';
import { apiRouter } from '../../adapters/web/api/index.ts';
import { openWebChat } from '../../adapters/web/chat/index.ts';
import { openServer } from '../../adapters/web/server.ts';
import { jobs } from '../../jobs/index.ts';
import { runDueJobs } from '../../jobs/run-due-jobs.ts';
import type { App } from '../../src/app.ts';
import type { Channel, Hear, Log } from '../../src/chat/channel.ts';
import { readConfig } from '../../src/config.ts';
import { houseFor } from '../../src/house.ts';
import { furnish, type Opened, openApp } from '../../src/main/open-app.ts';
import { platforms } from '../../src/main/open-channels.ts';
import { runSender, type Sender } from '../../src/outbox/run-sender.ts';
import { type FakeLine, startLine } from '../phones/line.ts';
import type { Phone } from '../phones/phone.ts';
import { type FakeTelegram, startTelegram } from '../phones/telegram.ts';
import { openTerminalPhone, terminalRoom } from '../phones/terminal.ts';
import { openWebPhone, type WebPhone } from '../phones/web.ts';
import { type ConnectedDatabase, emptyDatabase } from './database.ts';

const PLATFORM_TAGS = { en: 'en', 'zh-hant': 'zh-TW', 'zh-hans': 'zh-CN' };
const IDLE_MS = 20_000;

/** The real shop in this process: its own database, every channel with phones, and a clock that only tests move. */
export interface TestShop {
  app: App;
  hear: Hear;
  url: string;
  line: FakeLine;
  telegram: FakeTelegram;
  connection: ConnectedDatabase['connection'];
  /** Errors and warnings that were logged. */
  logged: string[];
  /** Moves the clock; nothing else happens. */
  setClock(at: Date): void;
  /** Does what is due by the clock, and nothing twice. */
  runJobs(): Promise<string[]>;
  /** Waits until whatever was said has its whole answer. */
  answered(): Promise<void>;
  /** Lets the senders work until nothing is left to be sent, and every page has it. */
  deliver(): Promise<void>;
  /** From now on nobody sends, or they do again. */
  rest(): Promise<void>;
  work(): void;
  /** Somebody with a phone of that channel. */
  phone(channel: string, name: string, language: keyof typeof PLATFORM_TAGS): Promise<Phone>;
  close(): Promise<void>;
}

export interface TestShopOptions {
  at: Date;
  /** The channels that anybody is on: the others are there, but nothing goes on in them. */
  channels?: string[];
  /** Silence that ends an answer, in milliseconds; whoever asks `answered` besides needs hardly any. */
  idle?: number;
  /** Also makes the menus of LINE, which takes a while. */
  menus?: boolean;
  settings?: Record<string, string>;
  /** Another process of a shop that is there already: its database and the same platforms. */
  beside?: TestShop;
}

/** Opens it as `main/serve.ts` does, with senders that wait for `deliver` and jobs that wait for `runJobs`. */
export async function openTestShop({
  at,
  channels: used = ['line', 'telegram', 'web', 'terminal'],
  idle = 25,
  menus = false,
  settings = {},
  beside,
}: TestShopOptions): Promise<TestShop> {
  const fresh = beside ? undefined : await emptyDatabase();
  const connection = beside?.connection ?? fresh!.connection;
  let now = at;
  const clock = { now: () => now };
  const options = { now: () => now.getTime(), idle, patience: 2_000, retryDelay: 50 };
  const secrets = { channelSecret: 'the channel secret', accessToken: 'the access token' };
  const line = beside?.line ?? (await startLine({ ...options, ...secrets, webhookLimit: 15_000 }));
  const telegram = beside?.telegram ?? (await startTelegram({ ...options, token: '777:AAE-test-token_0123456789' }));
  const environment = {
    PORT: '0',
    PUBLIC_URL: 'https://shop.example',
    LINE_CHANNEL_SECRET: secrets.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: secrets.accessToken,
    LINE_API_BASE: line.apiBase,
    LINE_DATA_API_BASE: line.dataApiBase,
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ...settings,
  };
  const config = readConfig(environment, '/nowhere/.env');
  const logged: string[] = [];
  const write = (facts: object, sentence: string) => void logged.push(`${sentence} ${JSON.stringify(facts)}`);
  const log: Log = { info: () => undefined, warn: write, error: write };
  const key = Buffer.alloc(32, 7);
  const { app, hear, close }: Opened = fresh
    ? { ...furnish(config, key, fresh.lines, log, clock), close: fresh.drop }
    : await openApp(config, key, connection, log, clock);

  const web = openWebChat({ app, demo: false, secureCookies: false }, houseFor(app, hear, 'web'));
  const channels = platforms(config, app, hear);
  const adapters = [web, channels.line!, channels.telegram!];
  const server = await openServer({ app, adapters, config, web, api: apiRouter(app), ready: async () => true });
  Object.assign(line, { origin: server.url, webhookUrl: 'https://shop.example/webhooks/line' });
  telegram.origin = server.url;
  const room = terminalRoom();
  for (const channel of [...adapters, room]) app.channels.set(channel.name, channel);
  if (menus) await channels.line!.open();
  if (used.includes('telegram')) {
    await channels.telegram!.open();
    await until(() => telegram.updates.webhook !== undefined && telegram.commands.size >= 2);
  } else await houseFor(app, hear, 'telegram').remember('username', 'quan_test_bot');

  const gate = openGate();
  const pages: WebPhone[] = [];
  const terminals: { close(): Promise<void> }[] = [];
  let senders: Sender[] = [];
  let people = 0;
  const work = () => {
    if (senders.length > 0) return;
    const sending = [...app.channels.values()].filter(({ name }) => used.includes(name));
    senders = sending.map((channel) => runSender(app, gate.before(channel)));
  };
  const rest = async () => {
    await Promise.all(senders.splice(0).map((sender) => sender.close()));
  };
  work();

  return {
    app,
    hear,
    url: server.url,
    connection,
    line,
    telegram,
    logged,
    setClock(then) {
      now = then;
    },
    runJobs: () => runDueJobs(app, jobs, hear),
    rest,
    work,
    answered: () => until(async () => (await unfinished(app, false)) === 0),
    async deliver() {
      gate.open();
      await until(async () => {
        if ((await unfinished(app, senders.length > 0)) === 0) return true;
        for (const sender of senders) sender.wake();
        return false;
      });
      gate.close();
      if (pages.length > 0) await catchUp(app, pages);
    },
    async phone(channel, name, language) {
      const tag = PLATFORM_TAGS[language];
      if (channel === 'line') return line.person(`${name} ${++people}`, { name, language: tag });
      if (channel === 'telegram') return telegram.person(1000 + ++people, { name, language: tag });
      if (channel === 'web') {
        const page = await openWebPhone(server.url, { name, language: tag });
        pages.push(page);
        return page;
      }
      const house = houseFor(app, hear, 'terminal');
      const phone = await openTerminalPhone(house, { name, address: name.toLowerCase(), language });
      terminals.push(phone);
      room.seat(phone);
      return phone;
    },
    async close() {
      gate.open();
      for (const page of pages) page.close();
      await Promise.all([
        rest(),
        channels.line!.close(),
        channels.telegram!.close(),
        ...terminals.map((one) => one.close()),
      ]);
      await server.close();
      if (!beside) await Promise.all([line.close(), telegram.close()]);
      await close();
    },
  };
}

/** What is begun and not ended: answers not marked, messages and broadcasts not sent. */
async function unfinished(app: App, sending: boolean): Promise<number> {
  const { rows } = await app.pool.query({
    name: 'unfinished',
    text: `select (select count(*) from inbox_event where answered_at is null)::int as answers,
       (select count(*) from delivery where state = 'waiting' and run_at <= $1)::int
       + (select count(*) from broadcast_chunk where state = 'waiting' and run_at <= $1)::int
       + (select count(*) from broadcast b where reported_at is null and started_at is not null and not (b.state = 'sending' and exists
           (select from broadcast_chunk c where c.broadcast_id = b.id and c.state = 'waiting' and c.run_at > $1)))::int as messages`,
    values: [app.clock.now()],
  });
  return rows[0].answers + (sending ? rows[0].messages : 0);
}

/** Waits until every page has got everything that the shop wrote to it. */
async function catchUp({ pool }: App, pages: WebPhone[]): Promise<void> {
  const { rows } = await pool.query('select address, max(id)::int as last from web_message group by address');
  const last = new Map<string, number>(rows.map((one) => [one.address, one.last]));
  await Promise.all(pages.map((page) => page.has(last.get(page.address) ?? 0)));
}

/** Lets nothing through while somebody is speaking, so that what comes unasked never stands among the answers. */
function openGate() {
  let wait: { promise: Promise<void>; open: () => void } | undefined = closed();
  const through = async <T>(send: () => Promise<T>): Promise<T> => {
    while (wait) await wait.promise;
    return send();
  };
  return {
    open() {
      wait?.open();
      wait = undefined;
    },
    close() {
      wait = closed();
    },
    before: (channel: Channel): Channel => ({
      ...channel,
      send: (...all) => through(() => channel.send(...all)),
      ...(channel.sendMany && { sendMany: (...all) => through(() => channel.sendMany!(...all)) }),
      ...(channel.edit && { edit: (...all) => through(() => channel.edit!(...all)) }),
    }),
  };
}

function closed() {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

/** Waits until something is so; fails when it does not come. */
export async function until(so: () => boolean | Promise<boolean>, ms = IDLE_MS): Promise<void> {
  const end = performance.now() + ms;
  while (!(await so())) {
    if (performance.now() > end) throw new Error('it never came');
    await sleep(10);
  }
}
