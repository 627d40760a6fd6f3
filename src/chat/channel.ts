import type { Words } from '../words/index.ts';

/** One thing a person did, as one line of text: typed words, or the command behind what they tapped. */
export interface Inbound {
  /** The platform's own id of the event, unique within the channel: hearing it twice has one effect. */
  id: string;
  channel: string;
  /** The person's address on that channel. */
  from: string;
  /** Display name, as hostile as any input; cleaned by `recognise`. */
  name?: string;
  /** BCP 47 tag that the platform claims for the person. */
  language?: string;
  /** The time zone of the person's device, where the channel knows it. */
  zone?: string;
  text: string;
  /** The sender's own phone number, proven by the platform; typed numbers prove nothing. */
  contact?: string;
  /** The platform's id of the message itself, where an unsending may name it later (`/unsend <message>`). */
  message?: string;
}

/** A line that can be tapped (`says`: the command that the tap stands for) or a page that opens. */
export type Button = { label: string } & ({ says: string } | { opens: string } | { asks: 'contact' });

/** What a coupon shows at the counter. */
export interface CodeCard {
  /** The code in groups of four, readable and typable. */
  text: string;
  /** What the QR holds: an https link where the shop has one, else the bare code. */
  link: string;
  /** Token of the pictures `/code/<token>.png` (QR) and `/code/<token>.bar.png` (Code 128). */
  token: string;
}

/** A secret that stands in a text or in the link of a button, and what it can be worked out from again (`Codes.secretOf`). */
export interface ToldSecret {
  text: string;
  purpose: string;
  id: string;
}

/** One message, however the channel draws it. `text` must be enough on its own. */
export interface Message {
  text: string;
  title?: string;
  /** https address of a picture; a path of our own where the shop has no public address. */
  image?: string;
  /** Never takes the place of the message that was tapped: the picture that stands there is of something else. */
  apart?: true;
  code?: CodeCard;
  buttons?: Button[];
  /** Stands in `text` or in what a button opens as it is, and is stored nowhere. */
  secret?: ToldSecret;
}

/** What hearing gives back. `answered` is to be called once the platform has taken the answer. */
export interface Heard {
  messages: Message[];
  /** True when this event had been heard before: the same answer comes again. */
  again: boolean;
  /** Which menu the person should see from now on, where the channel has menus. */
  menu?: Menu;
  /** The answer's own UUID: a channel that must push it uses this, so that house and channel cannot both send it. */
  key?: string;
  answered(): Promise<void>;
}

/** A menu of commands; the channel draws it its own way (rich menu, command list). */
export interface Menu {
  role: 'customer' | 'clerk' | 'marketer' | 'manager' | 'owner';
  language: string;
}

export type Hear = (inbound: Inbound) => Promise<Heard>;

/**
 * What became of a message that we tried to send.
 * `unknown` means that the platform may or may not have taken it and that a repeat could be a second copy.
 */
export type Sent =
  | { outcome: 'sent'; ref?: string }
  | { outcome: 'unreachable'; reason: string }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'later'; afterMs: number; reason: string; whole?: boolean }
  /** Not taken: it is more than what is left of the month's messages. A larger plan or a new month helps, nothing else. */
  | { outcome: 'used-up'; reason: string }
  | { outcome: 'unknown'; reason: string };

/** A way to reach people. It throws nothing that is not a bug: every answer of a platform is a `Sent`. */
export interface Channel {
  readonly name: string;
  /** `key` is the message's own UUID, made with its row; a channel that has idempotency keys uses it. */
  send(address: string, messages: Message[], key: string): Promise<Sent>;
  /** One message to many at once, where the platform can; at most `many` addresses. */
  sendMany?(addresses: string[], messages: Message[], key: string): Promise<Sent>;
  /** Changes a message that `send` returned the `ref` of. */
  edit?(address: string, ref: string, message: Message): Promise<Sent>;
  /** Messages that may still be sent this month, and people per month; undefined where there is no limit. */
  quota?(): Promise<{ limit?: number; used: number } | undefined>;
  readonly abilities: Abilities;
}

export interface Abilities {
  /** Most addresses in one `sendMany`; 1 where it has none. */
  many: number;
  /** Calls a second that the platform allows for bulk sending. */
  pace: number;
  /** A repeat with the same key is recognised by the platform. */
  idempotent: boolean;
  /** The zone by whose calendar the platform counts messages by month, where it does. */
  monthZone?: string;
}

/** What the house gives every channel. */
export interface House {
  hear: Hear;
  /** Small durable notes of the channel's own, such as a menu's id; kept in the database. */
  recall(key: string): Promise<string | undefined>;
  remember(key: string, value: string): Promise<void>;
  /** Stores an event that cannot be heard in time, so that it may be acknowledged; heard later. */
  keep(inbound: Inbound): Promise<void>;
  /** The picture behind a path of our own, for channels that can upload it. */
  picture?(path: string): Promise<Buffer | undefined>;
  /** Words in a language of ours; for menus and for what a channel itself has to say. */
  words(language: string): Words;
  log: Log;
}

export interface Log {
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
  error(facts: object, sentence: string): void;
}
