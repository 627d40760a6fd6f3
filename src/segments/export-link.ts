import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Segment } from '../../entities/segment.ts';
import { Staff } from '../../entities/staff.ts';
import type { App } from '../app.ts';
import type { Shop } from '../shop.ts';
import { type Actor, may } from '../staff/actor.ts';
import { inTransaction } from '../transaction.ts';
import { exportSegment, segmentHeader } from './export-segment.ts';

const linked = z.strictObject({ segmentId: z.uuid(), staffId: z.uuid(), language: z.string(), until: z.int() });
type Linked = z.infer<typeof linked>;

const LASTS_MS = 3_600_000;
const SIGNATURE_BYTES = 16;
const NAMED = /^\/segment\/([\w-]{1,1000})\.([\w-]{22})\.csv$/;
/** So many people are in memory at a time. */
const PAGE = 1000;

const signature = ({ codes }: Pick<Shop, 'codes'>, said: string) =>
  codes.seal('segment export', said).subarray(0, SIGNATURE_BYTES);

/**
 * The path of a segment's table, good for an hour or `lastsMs`, for one member of staff; what it holds hangs on what they
 * may see then.
 */
export function segmentPath(
  shop: Pick<Shop, 'codes'>,
  what: Omit<Linked, 'until'>,
  now: Date,
  lastsMs = LASTS_MS,
): string {
  const said = Buffer.from(JSON.stringify({ ...what, until: now.getTime() + lastsMs })).toString('base64url');
  return `/segment/${said}.${signature(shop, said).toString('base64url')}.csv`;
}

function readPath({ shop, clock }: Pick<App, 'shop' | 'clock'>, path: string): Linked | undefined {
  const [, said = '', signed = ''] = NAMED.exec(path) ?? [];
  const given = Buffer.from(signed, 'base64url');
  const wanted = signature(shop, said);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const what = linked.parse(JSON.parse(Buffer.from(said, 'base64url').toString()));
  return what.until > clock.now().getTime() ? what : undefined;
}

/** The table behind a signed path, page by page, however many people there are; undefined for any other path. */
export async function openSegmentFile(
  app: Pick<App, 'database' | 'clock' | 'shop'>,
  path: string,
): Promise<{ name: string; pages: AsyncGenerator<string> } | undefined> {
  const what = readPath(app, path);
  if (!what) return undefined;
  const { segmentId, staffId, language } = what;
  const staff = await app.database.manager.findOneBy(Staff, { id: staffId });
  const segment = await app.database.manager.findOneBy(Segment, { id: segmentId });
  const by: Actor | undefined = staff ? { kind: 'staff', staff } : undefined;
  if (!by || !segment || !may(by, 'publish')) return undefined;
  async function* pages() {
    yield segmentHeader;
    let after: string | undefined;
    do {
      const page = await inTransaction(app, (tx) => exportSegment(tx, by!, segment!, { after, most: PAGE, language }));
      yield page.csv;
      after = page.next;
    } while (after);
  }
  return { name: `segment-${app.clock.now().toISOString().slice(0, 10)}.csv`, pages: pages() };
}
