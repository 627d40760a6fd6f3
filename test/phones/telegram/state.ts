import type { Counting, Counts } from '../counts.ts';
import type { Faults } from '../faults.ts';
import type { Meter } from '../meter.ts';
import type { Obj } from '../obj.ts';
import type { Waiting } from '../phone.ts';
import type { Screen } from '../screen.ts';
import type { Updates } from './updates.ts';

export interface TelegramOptions extends Waiting {
  token: string;
  port?: number;
  /** Sends webhooks for any https address to this origin instead. */
  origin?: string;
  /** `any` lets the bot set a webhook without https. */
  webhooks?: 'strict' | 'any';
  username?: string;
  /** Milliseconds since 1970 for the dates of messages. */
  now?: () => number;
  counting?: Counting;
  /** Chats that no phone has: refused as the platform does, or taken. */
  strangers?: 'refuse' | 'accept';
  /** First wait before a failed webhook comes again, doubling; 1,000 ms as the platform does. */
  retryDelay?: number;
  /** Life of a callback query in milliseconds. */
  queryLife?: number;
  /** Refuses more messages than this in a second with 429. */
  limitPerSecond?: number;
  seed?: number;
}

export interface TgUser {
  id: number;
  name: string;
  language?: string;
  username?: string;
  phone?: string;
}

export interface TgMessage {
  id: number;
  chat: TgChat;
  from: TgUser | 'bot';
  date: number;
  text?: string;
  caption?: string;
  entities: Obj[];
  photo?: { fileId: string; source: string; width: number; height: number };
  inline?: Obj[][];
  keyboard?: Obj[][];
  contact?: Obj;
}

export interface TgChat {
  id: number;
  type: 'private' | 'group' | 'supergroup';
  person?: TgUser;
  /** The person has written to the bot or started it. */
  met: boolean;
  blocked: boolean;
  deactivated: boolean;
  screen: Screen;
  messages: Map<number, TgMessage>;
  lastId: number;
  /** The reply keyboard that stands below the chat. */
  keyboard?: Obj[][];
  menuButton?: Obj;
}

export interface TgQuery {
  id: string;
  chat: TgChat;
  person: TgUser;
  asked: number;
  answered: boolean;
  delivered: boolean;
  text?: string;
}

/** A message that the platform took. */
export interface TgAccepted {
  method: string;
  chat: string;
  text: string;
  messageId: number;
  params: Obj;
}

export interface TgState {
  options: TelegramOptions;
  bot: Obj;
  chats: Map<number, TgChat>;
  queries: Map<string, TgQuery>;
  files: Map<string, { bytes?: Buffer; source: string }>;
  commands: Map<string, Obj[]>;
  menuButton?: Obj;
  updates: Updates;
  faults: Faults;
  accepted: TgAccepted[];
  violations: string[];
  refused: { call: string; status: number; message: string }[];
  calls: Map<string, number>;
  counts: Counts;
  /** The window of the last `retry_after`. */
  quiet: { from: number; until: number };
  meter: Meter;
  nextId: number;
}

/** The platform says no, for a reason of the moment. */
export interface TgRefusal extends Error {
  code: number;
  /** The call itself was wrong: a fault of the bot. */
  breach: boolean;
  parameters?: Obj;
}

const refusal = (code: number, message: string, breach: boolean, parameters?: Obj): TgRefusal =>
  Object.assign(new Error(message), { code, breach, parameters });

/** A no that belongs to life: blocked, deleted, too old. */
export const no = (code: number, message: string, parameters?: Obj): TgRefusal =>
  refusal(code, message, false, parameters);

/** A no to a call that should never have been made. */
export const wrong = (message: string): TgRefusal => refusal(400, `Bad Request: ${message}`, true);

/** Seconds since 1970, as dates on this platform are. */
export const seconds = (state: TgState): number => Math.floor((state.options.now?.() ?? Date.now()) / 1000);
