import { createServer } from 'node:http';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Router } from 'express';
import type { App } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import { isWeather } from '../../src/transaction.ts';
import type { Adapter } from '../adapter.ts';
import type { WebChat } from './chat/index.ts';
import { consoleRoutes } from './console/index.ts';
import { answerError, ListenError, weather } from './errors.ts';
import { guardPages } from './headers.ts';
import { healthRoutes } from './health.ts';
import { type Metrics, openMetrics } from './metrics.ts';
import { logFailure } from './outage.ts';
import { openPages } from './pages.ts';
import { reportFiles } from './report-files.ts';
import { segmentFiles } from './segment-files.ts';
import { type Links, siteRoutes } from './site.ts';
import { receiveWebhook } from './webhooks.ts';

const LAST_REQUESTS_MS = 15_000;
const LAST_WORDS_MS = 500;

export interface ServerOptions {
  app: App;
  /** Channels; those with a `webhook` hear their platform here. */
  adapters: Adapter[];
  config: Pick<Config, 'HOST' | 'PORT' | 'PUBLIC_URL' | 'METRICS_TOKEN' | 'TRUST_PROXY'>;
  /** True when the database answers and is migrated. */
  ready(): Promise<boolean>;
  web: WebChat;
  /** Routes of /api/v1 and /openapi.json. */
  api?: Router;
  links?(): Promise<Links>;
  /** Where Vite put the pages. */
  pagesFolder?: string;
}

export interface WebServer {
  port: number;
  /** Where a person on this machine opens it. */
  url: string;
  metrics: Metrics;
  /** From now on /readyz says 503, so that a load balancer looks elsewhere; everything else still works. */
  drain(): void;
  /** Takes nothing new, lets what was begun finish, closes the open pages. */
  close(): Promise<void>;
}

/** Opens the web server: webhooks read by Node itself, everything else by Express. Throws `ListenError`. */
export async function openServer(options: ServerOptions): Promise<WebServer> {
  const { app, config } = options;
  const metrics = openMetrics();
  metrics.gauge('quanbot_chat_pages_open', 'Web chat pages that are listening.', options.web.readers);
  let draining = false;
  const site = pagesAndApi(options, metrics, async () => !draining && (await options.ready()));
  const webhooks = new Map(options.adapters.flatMap(({ webhook }) => (webhook ? [[webhook.path, webhook]] : [])));
  const server = createServer((request, response) => {
    const started = performance.now();
    // Nobody is to send another request over a connection that is about to close.
    if (draining) response.setHeader('connection', 'close');
    const path = (request.url ?? '/').split('?', 1)[0]!;
    const webhook = request.method === 'POST' ? webhooks.get(path) : undefined;
    response.once('close', () => {
      if (!path.startsWith('/chat/events') && path !== '/api/v1/live') {
        metrics.answered(partOf(path, webhooks), response.statusCode, (performance.now() - started) / 1000);
      }
    });
    if (webhook) void receiveWebhook(webhook, request, response, app.log);
    else site(request, response);
  });
  // A caller who sends drop by drop holds nothing for long.
  server.headersTimeout = 10_000;
  server.requestTimeout = 20_000;
  server.keepAliveTimeout = 65_000;
  // Browsers open connections ahead of what they may want; such a one says nothing, and nothing calls it idle.
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new ListenError(error, config.HOST, config.PORT)));
    server.listen(config.PORT, config.HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${hostOf(config.HOST)}:${port}`,
    metrics,
    drain: () => {
      draining = true;
    },
    async close() {
      draining = true;
      // Takes no new connection, but leaves the open ones to those whose request is on its way.
      const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
      await options.web.close();
      await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS));
      // A connection that was answering keeps itself alive afterwards; nothing more is to come over it.
      const idle = setInterval(() => {
        server.closeIdleConnections();
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      }, 50);
      const late = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
      metrics.close();
    },
  };
}

function pagesAndApi(options: ServerOptions, metrics: Metrics, ready: () => Promise<boolean>): express.Express {
  const { app, config } = options;
  const folder = options.pagesFolder ?? fileURLToPath(new URL('../../dist/web', import.meta.url));
  const pages = openPages(app.shop, folder);
  const site = express();
  site.disable('x-powered-by');
  site.set('trust proxy', config.TRUST_PROXY.length > 0 ? config.TRUST_PROXY : false);
  site.use(healthRoutes(ready, metrics, config.METRICS_TOKEN));
  site.use(guardPages(config.PUBLIC_URL?.startsWith('https:') ?? false));
  if (options.api) site.use(options.api);
  site.use(reportFiles(app));
  site.use(segmentFiles(app));
  site.use(consoleRoutes(app, pages));
  site.use(siteRoutes(app.shop, options.web, pages, folder, options.links ?? (async () => ({}))));
  site.use((request, response) => {
    if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') {
      return pages.show('missing', request, response, {}, 404);
    }
    answerError(response, 404, {
      code: 'not-found',
      sentence: 'There is nothing at this address.',
      remedy: 'Check the address and the method.',
    });
  });
  site.use(onError(app));
  return site;
}

const onError = (app: App): ErrorRequestHandler =>
  function explain(error, _request, response, next) {
    if (response.headersSent) return next(error);
    if (isWeather(error)) {
      logFailure(app.log, error, 'a request failed');
      return answerError(response, 503, weather);
    }
    const status = Number(error?.status);
    if (status >= 400 && status < 500) {
      const remedy = status === 413 ? 'Send less.' : 'Correct the request and send it again.';
      return answerError(response, status, { code: 'bad-request', sentence: 'We cannot read this request.', remedy });
    }
    logFailure(app.log, error, 'a request failed');
    answerError(response, 500, { code: 'bug', sentence: 'Something broke on our side.', remedy: 'Try again later.' });
  };

function hostOf(host: string): string {
  if (['0.0.0.0', '::'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function partOf(path: string, webhooks: Map<string, unknown>): string {
  if (webhooks.has(path)) return path.slice(1);
  const first = path.split('/', 2)[1] ?? '';
  return ['chat', 'q', 'code', 'report', 'api', 'console', 'assets', 'healthz', 'readyz', 'metrics'].includes(first)
    ? first
    : 'other';
}
