import type { messagingApi } from '@line/bot-sdk';
import type { CodeCard, Message } from '../../src/chat/channel.ts';
import { spelled } from '../../src/chat/plain.ts';
import { pictureOf, type Tap, tapOf } from './action.ts';

type Flex = messagingApi.FlexComponent;

/** A message as a Flex bubble; what it could not hold comes before it and after it as text. */
export interface Card {
  bubble: messagingApi.FlexBubble;
  before: string;
  after: string;
}

const INK = '#1d2522';
const SOFT = '#58625e';
const PAPER = '#e3f0ec';
const MAIN = '#0b6253';
const MOST_TEXT = 2000;
const MOST_TITLE = 200;
const MOST_BUTTONS = 10;

/** Draws a message; `pictures` is the https address under which the code's pictures are served. */
export function cardOf(message: Message, pictures?: string): Card {
  const taps = (message.buttons ?? []).map((button) => tapOf(button, 40));
  const shown = taps.filter((tap) => tap.action).slice(0, MOST_BUTTONS);
  const body: Flex[] = [];
  const before: string[] = [];
  const title = message.title?.toWellFormed().trim() ?? '';
  const text = message.text.toWellFormed();
  if (title.length > MOST_TITLE) before.push(title);
  else if (title) body.push({ type: 'text', text: title, weight: 'bold', size: 'lg', color: INK, wrap: true });
  if (text.length > MOST_TEXT) before.push(text);
  else if (text.trim())
    body.push({ type: 'text', text, size: 'md', color: SOFT, wrap: true, margin: title ? 'sm' : 'none' });
  if (message.code) body.push(...codeOf(message.code, pictures));
  const bubble: messagingApi.FlexBubble = { type: 'bubble' };
  const hero = pictureOf(message.image);
  if (hero) bubble.hero = { type: 'image', url: hero, size: 'full', aspectRatio: '20:13', aspectMode: 'cover' };
  if (body.length > 0)
    bubble.body = { type: 'box', layout: 'vertical', spacing: 'sm', paddingAll: '18px', contents: body };
  if (shown.length > 0) bubble.footer = footerOf(shown);
  return { bubble, before: before.join('\n'), after: leftOver(message, taps, shown, pictures) };
}

function footerOf(taps: Tap[]): messagingApi.FlexBox {
  return {
    type: 'box',
    layout: 'vertical',
    spacing: 'sm',
    paddingAll: '14px',
    paddingTop: '0px',
    contents: taps.map((tap, i) => ({
      type: 'button',
      height: 'sm',
      adjustMode: 'shrink-to-fit',
      action: tap.action!,
      ...(i === 0 ? { style: 'primary', color: MAIN } : { style: i < 4 ? 'secondary' : 'link' }),
    })),
  };
}

/** Everything that the bubble has no place for, a line each. */
function leftOver(message: Message, taps: Tap[], shown: Tap[], pictures?: string): string {
  const lines = taps.map((tap, i) => {
    if (tap.rest || shown.includes(tap)) return tap.rest;
    return spelled(message.buttons![i]!).toWellFormed();
  });
  if (message.code && !pictures && /^https?:/.test(message.code.link)) lines.unshift(message.code.link.toWellFormed());
  return lines.filter((line) => line !== undefined).join('\n');
}

/** The code, large enough to read across a counter, and its pictures where they can be fetched. */
function codeOf(code: CodeCard, pictures?: string): Flex[] {
  const text = code.text.toWellFormed();
  const tap: messagingApi.Action = { type: 'clipboard', clipboardText: text };
  const parts: Flex[] = [
    {
      type: 'box',
      layout: 'vertical',
      backgroundColor: PAPER,
      cornerRadius: '10px',
      paddingAll: '12px',
      margin: 'lg',
      action: tap,
      contents: [
        { type: 'text', text, weight: 'bold', size: 'xl', align: 'center', color: INK, adjustMode: 'shrink-to-fit' },
        { type: 'text', text: '📋', size: 'sm', align: 'center', margin: 'xs' },
      ],
    },
  ];
  if (!pictures) return parts;
  const at = `${pictures}/code/${encodeURIComponent(code.token)}`;
  const qr: messagingApi.FlexImage = {
    type: 'image',
    url: `${at}.png`,
    size: '220px',
    aspectRatio: '1:1',
    margin: 'lg',
  };
  if (/^https:\/\/[\x21-\x7e]{1,990}$/.test(code.link)) qr.action = { type: 'uri', uri: code.link };
  const bar: Flex = {
    type: 'image',
    url: `${at}.bar.png`,
    size: 'full',
    aspectRatio: '4:1',
    aspectMode: 'fit',
    margin: 'md',
  };
  return [...parts, qr, bar];
}
