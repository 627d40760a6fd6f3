import type { Obj } from '../obj.ts';
import { asList, asObj, asText, isObj, torn } from '../obj.ts';
import { type Parsed, parseHtml } from './html.ts';
import { type TgChat, wrong } from './state.ts';

const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

/** Text or caption after its markup is read; throws what the platform says. */
export function readText(
  params: Obj,
  field: 'text' | 'caption',
  entitiesField: string,
  note: (n: string) => void,
): Parsed {
  const raw = asText(params[field]);
  if (torn(raw)) throw wrong('strings must be encoded in UTF-8');
  let parsed: Parsed = { text: raw.trim(), entities: asList(params[entitiesField]) };
  const mode = asText(params.parse_mode).toLowerCase();
  if (mode === 'html') {
    const read = parseHtml(raw);
    if ('error' in read) throw wrong(`can't parse entities: ${read.error}`);
    parsed = read;
  } else if (mode !== '') {
    if (!['markdown', 'markdownv2'].includes(mode)) throw wrong('unsupported parse_mode');
    note(`the phone does not read ${mode}: use HTML or entities`);
  }
  const max = field === 'text' ? 4096 : 1024;
  if (field === 'text' && parsed.text === '') throw wrong('message text is empty');
  if (parsed.text.length > max) throw wrong(field === 'text' ? 'message is too long' : 'message caption is too long');
  for (const e of asList(params[entitiesField])) {
    if ((e.offset as number) < 0 || (e.offset as number) + (e.length as number) > raw.length) {
      throw wrong('entity beyond the end of the text');
    }
  }
  return parsed;
}

/** Checks that an address could be opened by a stranger's phone. */
export function checkUrl(url: string): void {
  if (/^tg:\/\//.test(url)) return;
  const said = `inline keyboard button URL '${url}' is invalid`;
  const host = /^(?:https?:\/\/)?([^/?#:@\s]+)(:\d+)?(?:[/?#]|$)/i.exec(url)?.[1];
  if (!host || /\s/.test(url)) throw wrong(`${said}: Wrong HTTP URL`);
  if (!host.includes('.') || host.startsWith('.') || host.endsWith('.')) throw wrong(`${said}: Wrong HTTP URL`);
}

function checkInlineButton(chat: TgChat | undefined, button: Obj, note: (n: string) => void): void {
  if (asText(button.text).trim() === '') throw wrong("can't parse inline keyboard button: Text is empty");
  const used = ACTIONS.filter((a) => button[a] !== undefined);
  if (used.length === 0) {
    throw wrong("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  if (used.length > 1) note(`a button has ${used.join(' and ')}: exactly one is allowed`);
  const data = button.callback_data;
  if (data !== undefined) {
    const bytes = Buffer.byteLength(asText(data));
    if (bytes < 1 || bytes > 64) throw wrong('BUTTON_DATA_INVALID');
  }
  if (button.url !== undefined) checkUrl(asText(button.url));
  if (isObj(button.web_app)) {
    const url = asText(button.web_app.url);
    if (!url.startsWith('https://'))
      throw wrong(`inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`);
    checkUrl(url);
    if (chat && chat.type !== 'private') throw wrong('BUTTON_TYPE_INVALID');
  }
  if (isObj(button.copy_text)) {
    const { length } = asText(button.copy_text.text);
    if (length < 1 || length > 256) throw wrong('BUTTON_COPY_TEXT_INVALID');
  }
}

/** Checks a keyboard of either kind; gives its rows. */
export function checkMarkup(
  chat: TgChat | undefined,
  markup: Obj,
  note: (n: string) => void,
): { inline?: Obj[][]; keyboard?: Obj[][]; remove?: true } {
  if (Array.isArray(markup.inline_keyboard)) {
    const rows = (markup.inline_keyboard as Obj[][]).filter((row) => row.length > 0);
    for (const button of rows.flat()) checkInlineButton(chat, button, note);
    if (rows.flat().length > 100) throw wrong('reply markup is too long');
    if (rows.some((row) => row.length > 8)) note('more than 8 buttons in a row');
    return rows.length > 0 ? { inline: rows } : {};
  }
  if (Array.isArray(markup.keyboard)) {
    const rows = (markup.keyboard as unknown[][]).map((row) =>
      row.map((b) => (typeof b === 'string' ? { text: b } : asObj(b))),
    );
    for (const button of rows.flat()) {
      if (asText(button.text) === '') throw wrong("can't parse keyboard button: Text is empty");
      if (button.request_contact && chat && chat.type !== 'private') {
        throw wrong('phone number can be requested in private chats only');
      }
    }
    if (asText(markup.input_field_placeholder).length > 64) throw wrong('input field placeholder is too long');
    return { keyboard: rows };
  }
  if (markup.remove_keyboard) return { remove: true };
  return {};
}

/** Checks a list of commands. */
export function checkCommands(commands: Obj[]): void {
  if (commands.length > 100) throw wrong('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(asText(command).replace(/^\//, ''))) throw wrong('BOT_COMMAND_INVALID');
    const { length } = asText(description);
    if (length < 1 || length > 256) throw wrong('BOT_COMMAND_DESCRIPTION_INVALID');
  }
}
