import type { Obj } from '../obj.ts';
import { asObj, asText, isObj, pictureOf } from '../obj.ts';
import { drawTelegram, messageJson, newMessage } from './draw.ts';
import { checkMarkup, checkUrl, readText } from './limits.ts';
import { isUpload } from './spec.ts';
import { no, seconds, type TgChat, type TgMessage, type TgState, wrong } from './state.ts';

export type Method = (state: TgState, params: Obj, note: (n: string) => void) => unknown;

/** The chat that a message may go to; throws what the platform says when it may not. */
export function openChat(state: TgState, id: unknown): TgChat {
  const chat = state.chats.get(Number(id));
  if (!chat) throw no(400, 'Bad Request: chat not found');
  if (chat.deactivated) throw no(403, 'Forbidden: user is deactivated');
  if (chat.blocked) {
    throw no(
      403,
      chat.type === 'private'
        ? 'Forbidden: bot was blocked by the user'
        : 'Forbidden: bot was kicked from the group chat',
    );
  }
  if (!chat.met) throw no(403, "Forbidden: bot can't initiate conversation with a user");
  return chat;
}

/** Takes a picture by upload, by address or by file id. */
function takePhoto(state: TgState, photo: unknown): NonNullable<TgMessage['photo']> {
  const fileId = `photo-${state.nextId++}`;
  if (isUpload(photo)) {
    if (photo.bytes.length > 10 * 1024 * 1024) throw wrong('file is too big');
    const picture = pictureOf(photo.bytes);
    if (!picture) throw wrong('IMAGE_PROCESS_FAILED');
    const { width, height } = picture;
    const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
    if (width + height > 10_000 || ratio > 20) throw wrong('PHOTO_INVALID_DIMENSIONS');
    const source = `upload:${photo.upload}`;
    state.files.set(fileId, { bytes: photo.bytes, source });
    return { fileId, source, width, height };
  }
  const source = asText(photo);
  const known = state.files.get(source);
  if (known) return { fileId: source, source: known.source, width: 512, height: 512 };
  if (!/^https?:\/\//.test(source)) throw wrong('wrong file identifier/HTTP URL specified');
  checkUrl(source);
  state.files.set(fileId, { source });
  return { fileId, source, width: 512, height: 512 };
}

function applyMarkup(m: TgMessage, params: Obj, note: (n: string) => void): void {
  if (!isObj(params.reply_markup)) return;
  const { inline, keyboard, remove } = checkMarkup(m.chat, params.reply_markup, note);
  if (inline) m.inline = inline;
  if (keyboard) m.keyboard = m.chat.keyboard = keyboard;
  if (remove) m.chat.keyboard = undefined;
}

const post = (state: TgState, method: string, params: Obj, m: TgMessage) => {
  const { chat } = m;
  chat.messages.set(m.id, m);
  chat.screen.add({ own: false, ref: String(m.id), ...drawTelegram(m) });
  state.counts.add(String(chat.id));
  state.accepted.push({ method, chat: String(chat.id), text: m.text ?? m.caption ?? '', messageId: m.id, params });
  return messageJson(state, m);
};

const sendMessage: Method = (state, params, note) => {
  const parsed = readText(params, 'text', 'entities', note);
  if (state.options.counting) return count(state, params, note);
  const chat = openChat(state, params.chat_id);
  const m = newMessage(state, chat, 'bot');
  Object.assign(m, parsed);
  applyMarkup(m, params, note);
  return post(state, 'sendMessage', params, m);
};

/** With a million recipients only their number is kept. */
function count(state: TgState, params: Obj, note: (n: string) => void): Obj {
  if (isObj(params.reply_markup)) checkMarkup(undefined, params.reply_markup, note);
  const chat = state.chats.get(Number(params.chat_id));
  if (chat?.blocked) throw no(403, 'Forbidden: bot was blocked by the user');
  state.counts.add(String(params.chat_id));
  const id = Number(params.chat_id);
  return { message_id: state.nextId++, date: seconds(state), chat: { id, type: 'private' }, text: asText(params.text) };
}

const sendPhoto: Method = (state, params, note) => {
  const { text: caption, entities } = readText(params, 'caption', 'caption_entities', note);
  if (state.options.counting) return count(state, params, note);
  const chat = openChat(state, params.chat_id);
  const attached = /^attach:\/\/(.+)$/.exec(asText(params.photo))?.[1];
  const photo = takePhoto(state, attached ? params[attached] : params.photo);
  const m = newMessage(state, chat, 'bot');
  Object.assign(m, { photo, entities, ...(caption && { caption }) });
  applyMarkup(m, params, note);
  return post(state, 'sendPhoto', params, m);
};

function toEdit(state: TgState, params: Obj): TgMessage {
  if (params.inline_message_id !== undefined) throw no(400, 'Bad Request: message to edit not found');
  const m = openChat(state, params.chat_id).messages.get(Number(params.message_id));
  if (!m) throw no(400, 'Bad Request: message to edit not found');
  if (m.from !== 'bot') throw wrong("message can't be edited");
  return m;
}

const face = (m: TgMessage) => JSON.stringify([m.text, m.caption, m.entities, m.photo?.source, m.inline]);

function edit(state: TgState, m: TgMessage, params: Obj, change: Partial<TgMessage>, note: (n: string) => void): Obj {
  const before = face(m);
  const next: TgMessage = { ...m, inline: undefined, keyboard: undefined, ...change };
  if (isObj(params.reply_markup)) next.inline = checkMarkup(m.chat, params.reply_markup, note).inline;
  if (face(next) === before) {
    const why =
      'specified new message content and reply markup are exactly the same as a current content and reply markup';
    throw no(400, `Bad Request: message is not modified: ${why} of the message`);
  }
  Object.assign(m, next);
  const { bubble, keys } = drawTelegram(m);
  m.chat.screen.change(String(m.id), bubble, keys);
  return messageJson(state, m);
}

const editMessageText: Method = (state, params, note) => {
  const parsed = readText(params, 'text', 'entities', note);
  const m = toEdit(state, params);
  if (m.photo) throw wrong('there is no text in the message to edit');
  return edit(state, m, params, parsed, note);
};

const editMessageCaption: Method = (state, params, note) => {
  const { text, entities } = readText(params, 'caption', 'caption_entities', note);
  const m = toEdit(state, params);
  if (!m.photo) throw wrong('there is no caption in the message to edit');
  return edit(state, m, params, { caption: text || undefined, entities }, note);
};

const editMessageMedia: Method = (state, params, note) => {
  const media = asObj(params.media);
  if (media.type !== 'photo') throw wrong(`the phone knows photos only, not ${asText(media.type)}`);
  const { text, entities } = readText(media, 'caption', 'caption_entities', note);
  const m = toEdit(state, params);
  const attached = /^attach:\/\/(.+)$/.exec(asText(media.media))?.[1];
  const photo = takePhoto(state, attached ? params[attached] : media.media);
  return edit(state, m, params, { text: undefined, caption: text || undefined, entities, photo }, note);
};

const editMessageReplyMarkup: Method = (state, params, note) => edit(state, toEdit(state, params), params, {}, note);

const deleteMessage: Method = (state, params) => {
  const chat = openChat(state, params.chat_id);
  const m = chat.messages.get(Number(params.message_id));
  if (!m) throw no(400, 'Bad Request: message to delete not found');
  if (seconds(state) - m.date > 48 * 3600) throw no(400, "Bad Request: message can't be deleted for everyone");
  chat.messages.delete(m.id);
  chat.screen.remove(String(m.id));
  return true;
};

/** The calls that make, change or delete messages. */
export const messageMethods: Record<string, Method> = {
  sendMessage,
  sendPhoto,
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
};
