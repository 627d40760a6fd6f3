import { z } from 'zod';

const count = z.int().min(0);

/** What has come of the rows so far. */
export const countsShape = z.strictObject({
  rows: count.describe('Rows read, without the header and empty ones.'),
  taken: count.describe('Orders, refunds, customers or members of a list that were written (or would be).'),
  again: count.describe('Those that were here already, just as the file says them.'),
  refused: count.describe('Rows that were not taken; see the errors.'),
  amountMinor: count.describe('Money of what was taken, in minor units.'),
  customersNew: count,
  customersKnown: count.describe('Different customers that were found; only of a dry run.'),
});
export type Counts = z.infer<typeof countsShape>;

export const noCounts = (): Counts => ({
  ...{ rows: 0, taken: 0, again: 0, refused: 0, amountMinor: 0, customersNew: 0, customersKnown: 0 },
});
