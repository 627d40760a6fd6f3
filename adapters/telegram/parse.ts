import { callbackQuery, message } from 'telegraf/filters';
import type { CallbackQuery, Message, Update, User } from 'telegraf/types';
import type { Inbound } from '../../src/chat/channel.ts';

/** The message whose button was tapped: what it shows decides what may be changed in place. */
export interface Tapped {
  id: number;
  shows: 'text' | 'photo';
  /** The code that it shows, if it is a code card. */
  code?: string;
}

/** What an update means to us; undefined means nothing. */
export type Parsed =
  | { kind: 'said'; inbound: Inbound; tap?: { query: string; tapped?: Tapped } }
  /** Said to the bot where others read along: a group. */
  | { kind: 'aloud'; chat: number; replyTo?: number; query?: string; language?: string };

const CONTENT =
  'photo sticker voice video video_note animation audio document location venue poll dice story paid_media'.split(' ');

/** Reads an update, `username` being the bot's own name where we know it. */
export function parse(update: Update, username?: string): Parsed | undefined {
  if (!Number.isSafeInteger(update?.update_id)) return undefined;
  if ('callback_query' in update) return parseTap(update, username);
  if (message()(update)) return parseMessage(update.update_id, update.message, username);
  if ('my_chat_member' in update) {
    const { chat, from, new_chat_member: now } = update.my_chat_member;
    const text = { kicked: '/blocked', member: '/unblocked' }[now.status as string];
    if (chat?.type !== 'private' || !text || !person(from)) return undefined;
    return { kind: 'said', inbound: inbound(update.update_id, from, text) };
  }
  return undefined;
}

function parseMessage(id: number, it: Message, username?: string): Parsed | undefined {
  const { chat, from } = it;
  if (!chat || !person(from)) return undefined;
  const text = 'text' in it && typeof it.text === 'string' ? it.text : undefined;
  if (chat.type !== 'private') {
    const named = /^\/\w{1,64}@(\w+)/.exec(text ?? '')?.[1];
    if (!named || !username || named.toLowerCase() !== username.toLowerCase()) return undefined;
    return { kind: 'aloud', chat: chat.id, replyTo: it.message_id, language: from.language_code };
  }
  const say = (words: string): Parsed => ({ kind: 'said', inbound: inbound(id, from, words) });
  if (text !== undefined) return say(text.replace(/^(\/\w{1,64})@\w+/, '$1'));
  if ('contact' in it && it.contact) {
    // Anybody's card can be forwarded; only the sender's own proves a number.
    const own = it.contact.user_id === from.id;
    const digits = String(it.contact.phone_number).replace(/\D/g, '');
    if (!own || !digits) return say('/phone not-yours');
    return { kind: 'said', inbound: { ...inbound(id, from, '/phone'), contact: `+${digits}` } };
  }
  if ('caption' in it && typeof it.caption === 'string') return say(it.caption);
  return CONTENT.some((kind) => kind in it) ? say('') : undefined;
}

function parseTap(update: Update.CallbackQueryUpdate, username?: string): Parsed | undefined {
  const query = update.callback_query as CallbackQuery;
  if (!query?.id || !person(query.from)) return undefined;
  const it = query.message as (Message & { date: number }) | undefined;
  if (it?.chat && it.chat.type !== 'private') {
    return { kind: 'aloud', chat: it.chat.id, query: query.id, language: query.from.language_code };
  }
  const data = callbackQuery('data')(update) ? update.callback_query.data : '';
  const text = data.replace(new RegExp(`^(/\\w+)@${username ?? ''}\\b`, 'i'), '$1');
  return {
    kind: 'said',
    inbound: inbound(update.update_id, query.from, text),
    tap: { query: query.id, tapped: it?.date ? tappedOf(it) : undefined },
  };
}

function tappedOf(it: Message): Tapped | undefined {
  const shows = 'photo' in it ? 'photo' : 'text' in it ? 'text' : undefined;
  if (!shows) return undefined;
  const rows = 'reply_markup' in it ? (it.reply_markup?.inline_keyboard ?? []) : [];
  const copied = rows.flat().find((button) => 'copy_text' in button) as { copy_text?: { text?: string } } | undefined;
  return { id: it.message_id, shows, ...(copied ? { code: copied.copy_text?.text ?? '' } : {}) };
}

const person = (from: User | undefined): from is User =>
  from !== undefined && from !== null && Number.isSafeInteger(from.id) && from.is_bot !== true;

function inbound(id: number, from: User, text: string): Inbound {
  const name = [from.first_name, from.last_name].filter(Boolean).join(' ');
  return {
    id: String(id),
    channel: 'telegram',
    from: String(from.id),
    ...(name ? { name } : {}),
    ...(from.language_code ? { language: from.language_code } : {}),
    text,
  };
}
