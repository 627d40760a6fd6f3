import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { App } from '../../src/app.ts';
import { openSegmentFile } from '../../src/segments/export-link.ts';

/** Tables of segments under signed addresses that end; written as fast as they are taken. */
export function segmentFiles(app: App): Router {
  const router = Router();
  router.get(/^\/segment\/.+\.csv$/, async (request, response, next) => {
    const file = await openSegmentFile(app, request.path);
    if (!file) return next();
    response.set({ 'x-robots-tag': 'noindex', 'cache-control': 'no-store' });
    response.attachment(file.name).type('text/csv; charset=utf-8');
    // Cut off when the rest cannot be read, so that nobody takes a part for the whole.
    await pipeline(Readable.from(file.pages), response).catch((error: Error) => {
      app.log.warn({ error: error.name }, 'The table of a segment was not taken to its end');
    });
  });
  return router;
}
