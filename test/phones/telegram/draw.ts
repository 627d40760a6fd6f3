import type { Obj } from '../obj.ts';
import { asText, isObj } from '../obj.ts';
import { type Bubble, looksLikeCode, type PhoneButton, splitCode } from '../phone.ts';
import type { Shown } from '../screen.ts';
import { seconds, type TgMessage, type TgState, type TgUser } from './state.ts';

function inlineButton(b: Obj): PhoneButton {
  const label = asText(b.text);
  if (b.url !== undefined) return { label, opens: asText(b.url) };
  if (isObj(b.web_app)) return { label, opens: asText(b.web_app.url) };
  if (isObj(b.copy_text)) return { label, says: asText(b.copy_text.text) };
  return { label, says: asText(b.callback_data) };
}

function keyboardButton(b: Obj): PhoneButton {
  const label = asText(b.text);
  if (b.request_contact) return { label, asks: 'contact' };
  if (isObj(b.web_app)) return { label, opens: asText(b.web_app.url) };
  return { label, says: label };
}

/** Draws a message as the person sees it: bold first line is the title, a code stands apart. */
export function drawTelegram(m: TgMessage): { bubble: Bubble; keys: Shown['keys'] } {
  let text = m.text ?? m.caption ?? '';
  let title: string | undefined;
  const first = m.entities.find((e) => e.type === 'bold' && e.offset === 0);
  const length = (first?.length as number | undefined) ?? 0;
  const rest = text.slice(length);
  if (first && /^\s*(\n|$)/.test(rest) && !looksLikeCode(text.slice(0, length))) {
    title = text.slice(0, length).trim();
    text = rest.trim();
  }
  const keys: Shown['keys'] = [
    ...(m.inline ?? [])
      .flat()
      .map((b) => ({ button: inlineButton(b), action: { message: m, button: b }, fleeting: false })),
    ...(m.keyboard ?? []).flat().map((b) => ({ button: keyboardButton(b), action: { keyboard: b }, fleeting: true })),
  ];
  const bubble: Bubble = { ...splitCode(text), buttons: [] };
  // A button that only copies the code is part of the code's looks, as it is where the code itself is tapped.
  const copies = (label: string) => bubble.code !== undefined && label.includes(bubble.code);
  bubble.buttons = keys.map((k) => k.button).filter((b) => !copies(b.label));
  if (title) bubble.title = title;
  const source = m.photo?.source;
  if (source) {
    const isCode = /\/code\//.test(source) || (source.startsWith('upload:') && bubble.code !== undefined);
    if (isCode) bubble.codeImage = source;
    else bubble.image = source;
  }
  return { bubble, keys };
}

/** The user object of the Bot API. */
export const userJson = (u: TgUser): Obj => ({
  id: u.id,
  is_bot: false,
  first_name: u.name,
  ...(u.username && { username: u.username }),
  ...(u.language && { language_code: u.language }),
});

/** The message object of the Bot API. */
export function messageJson(state: TgState, m: TgMessage): Obj {
  const { chat } = m;
  const named =
    chat.person && chat.type === 'private' ? { first_name: chat.person.name } : { title: `Group ${chat.id}` };
  return {
    message_id: m.id,
    from: m.from === 'bot' ? state.bot : userJson(m.from),
    chat: { id: chat.id, type: chat.type, ...named },
    date: m.date,
    ...(m.text !== undefined && { text: m.text }),
    ...(m.caption !== undefined && { caption: m.caption }),
    ...(m.entities.length > 0 && { [m.photo ? 'caption_entities' : 'entities']: m.entities }),
    ...(m.photo && {
      photo: [
        { file_id: m.photo.fileId, file_unique_id: `u${m.photo.fileId}`, width: m.photo.width, height: m.photo.height },
      ],
    }),
    ...(m.contact && { contact: m.contact }),
    ...(m.inline && { reply_markup: { inline_keyboard: m.inline } }),
  };
}

/** A message of now, not yet in its chat. */
export function newMessage(state: TgState, chat: TgMessage['chat'], from: TgMessage['from']): TgMessage {
  chat.lastId += 1;
  return { id: chat.lastId, chat, from, date: seconds(state), entities: [] };
}
