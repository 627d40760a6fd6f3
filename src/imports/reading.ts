import { createHash } from 'node:crypto';
import { z } from 'zod';
import { encodings } from './encoding.ts';
import { type Kind, kinds } from './kinds.ts';

/** How a file is to be read, as far as the caller says. The same file read otherwise is another import. */
export const wishes = z.strictObject({
  encoding: z.enum(encodings).optional().describe('Found out when missing.'),
  map: z.string().max(2000).optional().describe('Which column is which: order_no=單號, total=實收.'),
  source: z.string().trim().min(1).max(40).optional().describe('The system that order numbers are of, such as pos.'),
  store: z.string().trim().min(1).max(100).optional().describe('Id or name of the store of rows that name none.'),
  channel: z.string().trim().min(1).max(40).optional().describe('Where it was bought, of rows that do not say.'),
  members: z.string().trim().min(1).max(20).optional().describe('The channel that customer_address is of.'),
  dates: z.enum(['dmy', 'mdy']).optional().describe('How 03/04/2026 is meant.'),
  country: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .optional()
    .describe('Calling code of phone numbers without one, such as 886.'),
  segment: z.string().trim().min(1).max(100).optional().describe('The list that is filled; only of kind list.'),
  points: z.boolean().optional().describe('Gives the points of purchases, which history gives not.'),
});
export type Wishes = z.infer<typeof wishes>;

/** How a file is read, as found out. */
export const readings = wishes.extend({
  encoding: z.enum(encodings),
  how: z.enum(['given', 'bom', 'found']),
  delimiter: z.string().length(1),
  header: z.array(z.string()),
  /** Where the rows begin: byte and line. */
  start: z.int(),
  startLine: z.int(),
});
export type Reading = z.infer<typeof readings>;

export const kindShape = z.enum(kinds);

/** Names a file and the way it is read: the same again is the same import. */
export function fingerprintOf(kind: Kind, dry: boolean, hash: Buffer, { ...wanted }: Wishes): Buffer {
  const sorted = Object.entries(wanted)
    .filter(([, value]) => value !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([kind, dry, sorted]))
    .update(hash)
    .digest();
}
