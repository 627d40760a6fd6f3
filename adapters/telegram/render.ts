import type { Message } from '../../src/chat/channel.ts';
import { drawCode } from './card.ts';
import { type Key, layOut } from './keyboard.ts';
import type { Pictured } from './own-pictures.ts';
import { html, type Span, split } from './spans.ts';

export type Markup =
  | { inline_keyboard: Key[][] }
  | { keyboard: { text: string; request_contact: true }[][]; resize_keyboard: true; one_time_keyboard: true };

/** One call of sendMessage, or of sendPhoto with the text as caption. */
export interface Draft {
  text: string;
  photo?: string | Buffer;
  code?: string;
  markup?: Markup;
}

/** How much is drawn; Telegram refuses some pictures and buttons, and words always pass. */
export type Drawn = 'all' | 'no picture' | 'words';

const TEXT = 4096;
const CAPTION = 1024;

/** Draws a message within every limit of Telegram; what does not fit goes on in the next draft. */
export function render(message: Pictured, drawn: Drawn = 'all'): Draft[] {
  const { code } = message;
  const photo = drawn !== 'all' ? undefined : code ? drawCode(code) : pictureOf(message);
  const buttons = message.buttons ?? [];
  const keys = drawn === 'words' ? wordsOnly(buttons) : layOut(buttons, code?.text);
  const lines = [...keys.spelled];
  // A code card has the codes for a picture; what was to be drawn and is not is still named.
  if (!photo) lines.push(...([message.image, code?.link].filter((link) => link?.startsWith('http')) as string[]));
  const parts = split(spansOf(message, lines), photo ? CAPTION : TEXT, TEXT);
  if (parts.length === 0) parts.push([{ text: keys.contact ?? '·' }]);
  const drafts: Draft[] = parts.map((part) => ({ text: html(part) }));
  if (photo) Object.assign(drafts[0]!, { photo, code: code?.text });
  const last = drafts.at(-1)!;
  if (keys.rows.length > 0) last.markup = { inline_keyboard: keys.rows };
  if (keys.contact) {
    const text = keys.contact;
    const asking = last.markup ? { text: html([{ text }]) } : last;
    Object.assign(asking, {
      markup: {
        keyboard: [[{ text: clipUnits(text), request_contact: true }]],
        resize_keyboard: true,
        one_time_keyboard: true,
      },
    });
    if (asking !== last) drafts.push(asking);
  }
  return drafts;
}

/** Telegram fetches a picture by its address, or is given it. */
const pictureOf = ({ bytes, image }: Pictured) => bytes ?? (image?.startsWith('http') ? image : undefined);

function spansOf({ title, text, code }: Message, lines: string[]): Span[] {
  const spans: Span[] = [];
  const paragraph = (span: Span, gap = '\n') => {
    if (!span.text.trim()) return;
    if (spans.length > 0) spans.push({ text: gap });
    spans.push(span);
  };
  paragraph({ text: clean(title ?? '').trim(), tag: 'b' });
  const body = clean(text).trim();
  // The code stands on a line of its own, where a person finds it and a tap copies it.
  const rows = body.split('\n');
  const at = code ? rows.findIndex((row) => row.trim() === code.text) : -1;
  paragraph({ text: (at < 0 ? rows : rows.slice(0, at)).join('\n') });
  if (code) paragraph({ text: code.text, tag: 'code' });
  if (at >= 0) paragraph({ text: rows.slice(at + 1).join('\n') });
  for (const [index, line] of lines.entries()) paragraph({ text: clean(line) }, index === 0 ? '\n\n' : '\n');
  return spans;
}

const clean = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what we take out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');

function wordsOnly(buttons: NonNullable<Message['buttons']>) {
  const spelled = buttons.map((b) => ('asks' in b ? b.label : `${b.label}: ${'says' in b ? b.says : b.opens}`));
  return { rows: [], spelled, contact: undefined };
}

const clipUnits = (text: string) => ([...text].length > 60 ? `${[...text].slice(0, 59).join('')}…` : text);
