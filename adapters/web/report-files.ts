import { Router } from 'express';
import type { App } from '../../src/app.ts';
import { remembering } from '../../src/lib/remembering.ts';
import { drawPng } from '../../src/reports/charts/png.ts';
import { readerOf, reportFile } from '../../src/reports/report-file.ts';
import { type File, type Linked, readReportPath } from '../../src/reports/report-link.ts';
import { inTransaction } from '../../src/transaction.ts';

type Reader = NonNullable<Awaited<ReturnType<typeof readerOf>>>;

const KEPT = 40;
const NAMED = /^\/([\w-]{1,1000})\.([\w-]{22})\.(png|csv)$/;

/** The files of reports under signed addresses that end: pictures for chats, and tables to take away. */
export function reportFiles(app: App): Router {
  const router = Router();
  const pictures = remembering<Buffer>(KEPT);
  const read = (by: Reader, file: File, linked: Linked) => inTransaction(app, (tx) => reportFile(tx, by, file, linked));
  const draw = async (by: Reader, linked: Linked) => {
    const svg = await read(by, 'png', linked);
    return svg === undefined ? undefined : drawPng(svg, linked.language);
  };
  router.get(/^\/report\/.+$/, async (request, response, next) => {
    const [, said = '', signed = '', file] = NAMED.exec(request.path.slice('/report'.length)) ?? [];
    const linked = file && readReportPath(app.shop, file as File, said, signed, app.clock.now());
    const by = linked && (await inTransaction(app, (tx) => readerOf(tx, linked)));
    if (!linked || !by) return next();
    const drawn = () => pictures.of(`${said}:${by.staff.storeId}`, () => draw(by, linked));
    const body = file === 'png' ? await drawn() : await read(by, 'csv', linked);
    if (body === undefined) return next();
    response.set('cache-control', 'private, max-age=3600').set('x-robots-tag', 'noindex');
    if (file === 'png') {
      // Chat apps on other origins show it; whoever knows the address has the report anyway.
      response.set('cross-origin-resource-policy', 'cross-origin').type('png').send(body);
    } else {
      const name = `${linked.kind}-${linked.from}-${linked.last}.csv`;
      response.set('cache-control', 'no-store').attachment(name).type('text/csv; charset=utf-8').send(body);
    }
  });
  return router;
}
