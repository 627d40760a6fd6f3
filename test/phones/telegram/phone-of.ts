import type { Obj } from '../obj.ts';
import type { Bubble, Phone } from '../phone.ts';
import { makeScreen } from '../screen.ts';
import type { TgChat, TgState, TgUser } from './state.ts';

/** A person holding a phone with Telegram. */
export interface TelegramPhone extends Phone {
  /** Opens the bot by a link: `/start` with its parameter. */
  start(parameter?: string): Promise<Bubble[]>;
  /** Sends a phone number: the own one, or somebody else's. */
  shareContact(other?: { phone: string; name: string; userId?: number }): Promise<Bubble[]>;
  block(): Promise<void>;
  unblock(): Promise<void>;
  /** The account is deleted: every message is refused. */
  deactivate(): void;
  /** Changes the own last message. */
  edit(text: string): Promise<Bubble[]>;
  /** A message with other content than text, such as `{ sticker }` or `{ voice }`. */
  say(fields: Obj): Promise<Bubble[]>;
  /** Presses a button of any message, however old, by its data. */
  press(data: string): Promise<Bubble[]>;
  inGroup(id: number): TelegramPhone;
  /** Sends this person's last update again. */
  redeliver(times?: number): Promise<number[]>;
  /** The commands that the person is offered. */
  commands(): { command: string; description: string }[];
}

/** The chat of that id, new when there was none. */
export function chatOf(state: TgState, id: number, type: TgChat['type'], person?: TgUser): TgChat {
  const known = state.chats.get(id);
  if (known) return known;
  const life = { met: true, blocked: false, deactivated: false };
  const chat: TgChat = { id, type, person, ...life, screen: makeScreen(), messages: new Map(), lastId: 0 };
  state.chats.set(id, chat);
  return chat;
}
