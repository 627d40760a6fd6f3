import { timingSafeEqual } from 'node:crypto';
import { type Request, Router } from 'express';
import { isLoopback } from './caller.ts';
import type { Metrics } from './metrics.ts';

/** What machines ask: is the process alive, may it get traffic, what does it count. */
export function healthRoutes(
  isReady: () => Promise<boolean>,
  metrics: Metrics,
  metricsToken: string | undefined,
): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('cache-control', 'no-store').type('text').send('ok\n');
  });
  router.get('/readyz', async (_request, response) => {
    const ready = await isReady().catch(() => false);
    response
      .status(ready ? 200 : 503)
      .set('cache-control', 'no-store')
      .type('text')
      .send(ready ? 'ready\n' : 'not ready\n');
  });
  router.get('/metrics', (request, response, next) => {
    if (!isLoopback(request) && !hasToken(request, metricsToken)) return next();
    response.set('cache-control', 'no-store').type('text/plain; version=0.0.4').send(metrics.text());
  });
  return router;
}

function hasToken(request: Request, token: string | undefined): boolean {
  const given = Buffer.from(/^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
  const known = Buffer.from(token ?? '');
  return known.length > 0 && given.length === known.length && timingSafeEqual(given, known);
}
