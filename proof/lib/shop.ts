import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { LineOptions } from '../../test/phones/line/state.ts';
import { type FakeLine, startLine } from '../../test/phones/line.ts';
import type { TelegramOptions } from '../../test/phones/telegram/state.ts';
import { type FakeTelegram, startTelegram } from '../../test/phones/telegram.ts';
import { pause } from './crew.ts';
import type { Plot } from './ground.ts';
import { node, readsTypeScript, root, tsconfig } from './node.ts';
import { APP_KEY } from './people.ts';

export const SECRET = '0123456789abcdef0123456789abcdef';
const TOKEN = '1000:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0';
const ACCESS = 'access-token-of-the-proof';
export const WEBHOOK_SECRET = 'webhook-secret-of-the-proof';

/** The real server, started as `npm start` does, with both platforms faked; it can be killed and started again. */
export interface Shop {
  url: string;
  line: FakeLine;
  telegram: FakeTelegram;
  open(): Promise<void>;
  kill(): void;
  /** What the server holds of memory now, in MB; 0 where the machine does not tell. */
  megabytes(): number;
  /** Ends the server and the platforms. */
  close(): Promise<void>;
}

export interface ShopOptions {
  plot: Plot;
  folder: string;
  line?: Partial<LineOptions>;
  telegram?: Partial<TelegramOptions>;
  /** Something between the server and a platform; gives the address that the server is told. */
  between?(
    line: FakeLine,
    telegram: FakeTelegram,
  ): Promise<{ line?: string; telegram?: string; close(): Promise<void> }>;
  settings?: Record<string, string>;
}

/** Starts platforms; the server waits for `open`. */
export async function prepareShop({ plot, folder, between, settings, ...options }: ShopOptions): Promise<Shop> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const line = await startLine({
    channelSecret: SECRET,
    accessToken: ACCESS,
    webhookUrl: 'https://shop.example/webhooks/line',
    origin: url,
    webhookLimit: 60_000,
    ...options.line,
  });
  const telegram = await startTelegram({ token: TOKEN, origin: url, retryDelay: 200, ...options.telegram });
  const way = await between?.(line, telegram);
  const env = {
    PATH: '/usr/bin:/bin',
    ...tsconfig,
    PORT: String(port),
    DATABASE_URL: plot.url,
    DATA_DIR: folder,
    APP_KEY,
    PUBLIC_URL: 'https://shop.example',
    DEMO: 'false',
    LOG_LEVEL: 'warn',
    LINE_CHANNEL_SECRET: SECRET,
    LINE_CHANNEL_ACCESS_TOKEN: ACCESS,
    LINE_API_BASE: way?.line ?? line.apiBase,
    LINE_DATA_API_BASE: line.dataApiBase,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: way?.telegram ?? telegram.apiRoot,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ...settings,
  };
  const log = openSync(join(folder, 'server.log'), 'a', 0o600);
  let child: ChildProcess | undefined;
  const kill = () => void child?.kill('SIGKILL');
  process.on('exit', kill);
  return {
    url,
    line,
    telegram,
    async open() {
      child = spawn(node, [...readsTypeScript, join(root, 'src/main.ts')], {
        cwd: folder,
        env,
        stdio: ['ignore', log, log],
      });
      await ready(url, child, () => telegram.updates.webhook !== undefined);
    },
    kill,
    megabytes() {
      try {
        const status = readFileSync(`/proc/${child?.pid}/status`, 'utf8');
        return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
      } catch {
        return 0;
      }
    },
    async close() {
      process.off('exit', kill);
      if (child && child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await way?.close();
      await Promise.all([line.close(), telegram.close()]);
    },
  };
}

async function ready(url: string, child: ChildProcess, more: () => boolean): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (child.exitCode !== null) throw new Error('the server ended while it started; see server.log');
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok && more()) return;
    await pause(50);
  }
  throw new Error('the server was not ready within a minute');
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
