import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Shop } from '../shop.ts';
import { KINDS } from './shown/shown.ts';

/** What a link shows, and to whom it was given. */
const linked = z.strictObject({
  kind: z.enum(KINDS),
  from: z.iso.date(),
  last: z.iso.date(),
  which: z.string(),
  language: z.string(),
  staffId: z.uuid(),
  /** Unix milliseconds. */
  until: z.int(),
});
export type Linked = z.infer<typeof linked>;

/** A picture in a chat, or a table to take away. */
export type File = 'png' | 'csv';

// A chat is scrolled back to for some days; a table is taken at once, and can hold names.
const LASTS_MS: Record<File, number> = { png: 7 * 86_400_000, csv: 3_600_000 };
const SIGNATURE_BYTES = 16;

/**
 * The path of a report's file, good for a week (pictures) or an hour (tables). It holds what is to be shown, signed, so that
 * nobody can make one; what comes out still hangs on what its reader may see when it is opened.
 */
export function reportPath(shop: Pick<Shop, 'codes'>, file: File, what: Omit<Linked, 'until'>, now: Date): string {
  const said = Buffer.from(JSON.stringify({ ...what, until: now.getTime() + LASTS_MS[file] })).toString('base64url');
  return `/report/${said}.${signature(shop, file, said).toString('base64url')}.${file}`;
}

/** What a path of ours shows; undefined when we did not sign it or its time is over. */
export function readReportPath(
  shop: Pick<Shop, 'codes'>,
  file: File,
  said: string,
  signed: string,
  now: Date,
): Linked | undefined {
  const given = Buffer.from(signed, 'base64url');
  const wanted = signature(shop, file, said);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const what = linked.parse(JSON.parse(Buffer.from(said, 'base64url').toString()));
  return what.until > now.getTime() ? what : undefined;
}

const signature = ({ codes }: Pick<Shop, 'codes'>, file: File, said: string) =>
  codes.seal(`report ${file}`, said).subarray(0, SIGNATURE_BYTES);
