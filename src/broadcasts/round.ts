import type { Message } from '../chat/channel.ts';
import type { Facts } from './blanks.ts';

/** The words of a chunk, for a person where they differ; they never change once its recipients are frozen. */
export type Script = (chunk: { broadcastId: string; variant: number; language: string }) => Promise<Say>;
export type Say = (facts?: Facts) => Message[];

/** A way of working through chunks. */
export interface Round {
  /** Begins what there is room for; resolves with true when it is worth asking again at once. */
  next(): Promise<boolean>;
  /** Resolves when nothing is on its way any more. */
  landed(): Promise<void>;
}
