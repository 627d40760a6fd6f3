import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that a fake platform got. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Monotonic milliseconds. */
  arrived: number;
  /** Called when the caller hangs up before the answer. */
  onGone(then: () => void): void;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** JSON, unless it is a Buffer or a text. */
  body?: unknown;
}

/** What becomes of a request: an answer, a broken connection, or silence. */
export type Outcome = Answer | 'reset' | 'hang';

export interface Listening {
  url: string;
  /** Requests that wait for their answer; `quiet` ones do not count. */
  busy(): number;
  close(): Promise<void>;
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}

/** Opens a server on the loopback; port 0 takes a free one. */
export async function listen(
  port: number,
  answer: (call: Call) => Outcome | Promise<Outcome>,
  quiet: (path: string) => boolean = () => false,
): Promise<Listening> {
  let busy = 0;
  const server = createServer(async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://phone');
    const counted = !quiet(url.pathname);
    const gone: (() => void)[] = [];
    res.on('close', () => {
      for (const then of gone) then();
    });
    if (counted) busy += 1;
    try {
      const body = await readBody(req);
      const outcome = await answer({
        method: req.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: req.headers,
        body,
        arrived: performance.now(),
        onGone: (then) => gone.push(then),
      });
      if (outcome === 'hang') return;
      if (outcome === 'reset') {
        req.socket.destroy();
        return;
      }
      const raw = typeof outcome.body === 'string' || Buffer.isBuffer(outcome.body);
      const text = raw ? (outcome.body as string | Buffer) : JSON.stringify(outcome.body ?? {});
      res.writeHead(outcome.status, { 'content-type': raw ? 'text/html' : 'application/json', ...outcome.headers });
      res.end(text);
    } catch (error) {
      if (res.headersSent || res.destroyed) return;
      res.writeHead(500, { 'content-type': 'text/plain' });
      res.end(`the phone broke: ${(error as Error).stack}`);
    } finally {
      if (counted) busy -= 1;
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    busy: () => busy,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface Posted {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** How long the answer took. */
  ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Posts bytes as a platform does; rejects when there is no answer. */
export function post(
  url: string,
  headers: Record<string, string>,
  body: string | Buffer,
  timeoutMs: number,
): Promise<Posted> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const req = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
      async (res) => {
        try {
          const text = (await readBody(res)).toString();
          resolve({ status: res.statusCode ?? 0, headers: res.headers, body: text, ms: performance.now() - began });
        } catch (error) {
          reject(error);
        }
      },
    );
    req.setTimeout(timeoutMs, () => req.destroy(new Error(`no answer from the webhook within ${timeoutMs} ms`)));
    req.on('error', reject);
    req.end(body);
  });
}
