import { Router } from 'express';
import type { App } from '../../src/app.ts';
import { openReportFiles } from '../../src/reports/report-files.ts';

/** The files of reports under signed addresses that end: pictures for chats, and tables to take away. */
export function reportFiles(app: App): Router {
  const router = Router();
  const open = openReportFiles(app);
  router.get(/^\/report\/.+$/, async (request, response, next) => {
    const file = await open(request.path);
    if (!file) return next();
    response.set('x-robots-tag', 'noindex');
    if (file.type === 'png') {
      // Chat apps on other origins show it; whoever knows the address has the report anyway.
      response.set('cache-control', 'private, max-age=3600').set('cross-origin-resource-policy', 'cross-origin');
      response.type('png').send(file.body);
    } else {
      response.set('cache-control', 'no-store').attachment(file.name).type('text/csv; charset=utf-8').send(file.body);
    }
  });
  return router;
}
