import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe } from 'vitest';
import type { FakeLine } from '../phones/line.ts';
import { protocolsDir, protocolsPresent } from '../phones/protocols.ts';
import type { FakeTelegram } from '../phones/telegram.ts';

/** Tests that need the official specifications; skipped with a loud line where they are absent. */
export function whereSpecified(name: string, body: () => void): void {
  if (!protocolsPresent) process.stderr.write(`SKIPPED: ${name}: no official specifications in ${protocolsDir}\n`);
  describe.skipIf(!protocolsPresent)(name, body);
}

export interface Told {
  status: number;
  body: {
    message?: string;
    details?: { message: string; property: string }[];
    ok?: boolean;
    description?: string;
  } & Record<string, unknown>;
  headers: Headers;
}

/** Calls the fake LINE as a bot does. */
export async function lineCall(
  line: FakeLine,
  call: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Told> {
  const [method, path] = call.split(' ') as [string, string];
  const response = await fetch(line.apiBase + path, {
    method,
    headers: { authorization: 'Bearer token', 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Told['body'], headers: response.headers };
}

/** Calls the fake Telegram as a bot does. */
export async function telegramCall(
  telegram: FakeTelegram,
  method: string,
  body: object | FormData = {},
): Promise<Told> {
  const form = body instanceof FormData;
  const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {
    method: 'POST',
    ...(!form && { headers: { 'content-type': 'application/json' } }),
    body: form ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Told['body'], headers: response.headers };
}

export interface Bot {
  url: string;
  heard: { headers: IncomingMessage['headers']; body: string }[];
  /** The statuses of the next answers; 200 when there is none. */
  statuses: number[];
  close(): void;
}

/** A bot that is only a webhook: it does what it is told with each body, after its answer. */
export async function startBot(hear: (body: never) => unknown = () => undefined, answerWith = ''): Promise<Bot> {
  const bot: Omit<Bot, 'url' | 'close'> = { heard: [], statuses: [] };
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    bot.heard.push({ headers: req.headers, body });
    const status = bot.statuses.shift() ?? 200;
    res.writeHead(status).end(answerWith);
    if (status === 200) await hear(JSON.parse(body) as never);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return Object.assign(bot, { url, close });
}
