import type { Message } from '../chat/channel.ts';

/** The words of a broadcast in a language; they never change once its recipients are frozen. */
export type Script = (broadcastId: string, language: string) => Promise<Message[]>;

/** A way of working through chunks. */
export interface Round {
  /** Begins what there is room for; resolves with true when it is worth asking again at once. */
  next(): Promise<boolean>;
  /** Resolves when nothing is on its way any more. */
  landed(): Promise<void>;
}
