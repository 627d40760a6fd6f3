import { createHash, randomBytes } from 'node:crypto';
import type { Counting, Counts } from '../counts.ts';
import type { Faults } from '../faults.ts';
import type { Obj } from '../obj.ts';
import type { Waiting } from '../phone.ts';
import { makeScreen, type Screen } from '../screen.ts';

export interface LineOptions extends Waiting {
  channelSecret: string;
  accessToken: string;
  port?: number;
  dataPort?: number;
  /** Where this fake sends webhooks; also set by `line.webhookUrl` or the bot's own call. */
  webhookUrl?: string;
  /** Sends webhooks for any https address to this origin instead. */
  origin?: string;
  /** Milliseconds since 1970 for the time stamps of events. */
  now?: () => number;
  /** Keeps numbers instead of bodies; with `index` in a flat array of so many places. */
  counting?: Counting;
  /** Pushes to ids that no phone has: refused as the platform does, or taken. */
  strangers?: 'refuse' | 'accept';
  /** Refuses more multicasts than this in a second with 429. */
  multicastsPerSecond?: number;
  /** Life of a reply token, in milliseconds. */
  tokenLife?: number;
  /** Longest time a webhook may take before it counts as a violation. */
  webhookLimit?: number;
  seed?: number;
}

export interface LinePerson {
  id: string;
  name: string;
  language?: string;
  friend: boolean;
  menu?: string;
}

export interface Token {
  address: string;
  issued: number;
  used: boolean;
  /** The answer to the use reached the bot. */
  told: boolean;
  redelivered: boolean;
}

/** A sending that the platform took. */
export interface Accepted {
  kind: string;
  to: string[];
  messages: Obj[];
  retryKey?: string;
  requestId: string;
}

export interface LineState {
  options: LineOptions;
  botId: string;
  webhookUrl?: string;
  people: Map<string, LinePerson>;
  screens: Map<string, Screen>;
  tokens: Map<string, Token>;
  keys: Map<string, { requestId: string; body: string; sent?: Obj[] }>;
  accepted: Accepted[];
  violations: string[];
  refused: { call: string; status: number; message: string }[];
  calls: Map<string, number>;
  quota: { limit?: number; used: number };
  menus: Map<string, { menu: Obj; image?: Buffer }>;
  aliases: Map<string, string>;
  defaultMenu?: string;
  faults: Faults;
  counts: Counts;
  loading: string[];
  nextId: number;
}

/** A valid user, group or room id for a short name; a valid id stays as it is. */
export function lineId(name: string, kind: 'U' | 'C' | 'R' = 'U'): string {
  if (/^[UCR][0-9a-f]{32}$/.test(name)) return name;
  return kind + createHash('md5').update(name).digest('hex');
}

/** The screen of a person or group. */
export function screenOf(state: LineState, address: string): Screen {
  const screen = state.screens.get(address) ?? makeScreen();
  state.screens.set(address, screen);
  return screen;
}

const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new ULID, as webhook event ids are. */
export function ulid(ms: number): string {
  let time = '';
  for (let i = 0, left = Math.floor(ms); i < 10; i += 1, left = Math.floor(left / 32)) time = BASE32[left % 32]! + time;
  return time + [...randomBytes(16)].map((b) => BASE32[b % 32]).join('');
}

/** Message ids are long numbers in text. */
export const newMessageId = (state: LineState): string => String(460_000_000_000_000_000n + BigInt(state.nextId++));
