import type { App } from '../app.ts';
import { remembering } from '../lib/remembering.ts';
import { inTransaction } from '../transaction.ts';
import { drawPng } from './charts/png.ts';
import { readerOf, reportFile } from './report-file.ts';
import { type File, readReportPath } from './report-link.ts';

const KEPT = 40;
const NAMED = /^\/report\/([\w-]{1,1000})\.([\w-]{22})\.(png|csv)$/;

export type OpenedFile = { type: 'png'; body: Buffer } | { type: 'csv'; body: string; name: string };

/** Opens the files behind the signed paths of reports; undefined for any other path, and for one whose time is over. */
export function openReportFiles(
  app: Pick<App, 'database' | 'clock' | 'shop'>,
): (path: string) => Promise<OpenedFile | undefined> {
  const pictures = remembering<Buffer>(KEPT);
  return async (path) => {
    const [, said = '', signed = '', type] = NAMED.exec(path) ?? [];
    const linked = type && readReportPath(app.shop, type as File, said, signed, app.clock.now());
    if (!linked) return undefined;
    const by = await inTransaction(app, (tx) => readerOf(tx, linked));
    if (!by) return undefined;
    const read = (file: File) => inTransaction(app, (tx) => reportFile(tx, by, file, linked));
    if (type === 'csv') {
      const body = await read('csv');
      return body === undefined ? undefined : { type, body, name: `${linked.kind}-${linked.from}-${linked.last}.csv` };
    }
    const body = await pictures.of(`${said}:${by.staff.storeId}`, async () => {
      const svg = await read('png');
      return svg === undefined ? undefined : drawPng(svg, linked.language);
    });
    return body && { type: 'png', body };
  };
}
