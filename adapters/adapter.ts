import type { IncomingHttpHeaders } from 'node:http';
import type { Channel } from '../src/chat/channel.ts';

/** A platform's way to tell us things, read by Node's own http server in front of everything else. */
export interface Webhook {
  /** Exact path of the POST. */
  path: string;
  /** Larger bodies are refused with 413 before they are read whole. */
  maxBytes: number;
  /** Checks the raw bytes, makes what they say durable, and gives the status to answer with. Throws nothing. */
  receive(headers: IncomingHttpHeaders, body: Buffer): Promise<number>;
}

/** What `quan doctor` says of one thing. */
export interface Finding {
  name: string;
  ok: boolean;
  /** One sentence; when not ok, followed by the remedy. */
  says: string;
  remedy?: string;
}

/** A channel with its life: opened once, closed once. */
export interface Adapter extends Channel {
  readonly webhook?: Webhook;
  /** Makes the platform ready (webhook, menus) and starts listening; safe to run at each start and on several machines. */
  open(): Promise<void>;
  /** Stops taking anything new, finishes what was begun. */
  close(): Promise<void>;
  /** What is wrong with the set-up, asked from the platform. */
  examine(): Promise<Finding[]>;
}
