import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';

/** Who is told about a customer: in which words, and when. */
export interface Reader {
  tx: Pick<Tx, 'now' | 'shop'>;
  t: Words;
  language: string;
}
