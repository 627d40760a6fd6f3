import type { messagingApi } from '@line/bot-sdk';
import type { Message } from '../../src/chat/channel.ts';
import { plain } from '../../src/chat/plain.ts';
import { tapOf } from './action.ts';
import { type Card, cardOf } from './bubble.ts';
import { cutUnits, pieces } from './cut.ts';

type Object = messagingApi.Message;

const MOST_TEXT = 5000;
const MOST_ALT = 1500;
const MOST_QUICK = 13;
const BUBBLE_BYTES = 30_000;
const CAROUSEL_BYTES = 50_000;
// Weighing a card costs as much as drawing it; with so few letters in it, the card is below the limit whatever they are.
const SURELY_FITS = 1000;
/** Objects in one call. */
export const MOST_OBJECTS = 5;

/** A message on its way to being objects: text, or a card. */
type Part = { text: string } | Drawn;
interface Drawn {
  card: Card;
  alt: string;
  title?: string;
}

/** Messages as LINE's objects, each within its limits; more than five when there is really that much to say. */
export function render(messages: Message[], pictures?: string): Object[] {
  const quick = quickOf(messages.at(-1));
  const parts = messages.flatMap((message, i) =>
    partsOf(message, quick !== undefined && i === messages.length - 1, pictures),
  );
  let objects = assemble(parts, false);
  if (objects.length > MOST_OBJECTS) objects = assemble(parts, true);
  const last = objects.at(-1);
  if (quick && last) last.quickReply = { items: quick };
  return objects;
}

// A quick reply goes with the next message and is not drawn on a desktop, so up to four buttons stand in a bubble, where
// they stay; more than that would be a wall.
function quickOf(message: Message | undefined): messagingApi.QuickReplyItem[] | undefined {
  if (!message?.buttons || message.title || message.image || message.code || !message.text.trim()) return undefined;
  const { buttons } = message;
  if (buttons.length <= 4 || buttons.length > MOST_QUICK) return undefined;
  const taps = buttons.map((button) => tapOf(button, 20));
  if (taps.some((tap) => !tap.action || tap.rest)) return undefined;
  return taps.map((tap) => ({ type: 'action', action: tap.action! }));
}

function partsOf(message: Message, quick: boolean, pictures?: string): Part[] {
  if (quick || !(message.title || message.image || message.code || message.buttons?.length)) {
    return [{ text: message.text.toWellFormed() }];
  }
  const all = plain(message).toWellFormed();
  const card = cardOf(message, pictures);
  const { hero, body, footer } = card.bubble;
  // Nothing to look at or to tap is nothing to draw.
  if (!hero && !footer && !message.code && !(message.title && body)) return [{ text: all }];
  if (all.length > SURELY_FITS && bytesOf(card) > BUBBLE_BYTES) return [{ text: all }];
  // What a notification shows: commands would be noise there.
  const words =
    plain({ ...message, buttons: [] })
      .toWellFormed()
      .trim() || all;
  const alt = cutUnits(words, MOST_ALT).trim() || '…';
  const title = hero || footer || message.code ? message.title?.toWellFormed() : undefined;
  return [{ text: card.before }, { card, alt, ...(title && { title }) }, { text: card.after }];
}

/** Puts neighbouring cards side by side; `tight` also joins neighbouring texts, and cards of every kind. */
function assemble(parts: Part[], tight: boolean): Object[] {
  const objects: Object[] = [];
  let texts: string[] = [];
  let cards: Drawn[] = [];
  // What a card of a row could not hold is said after the row.
  let after: { title?: string; text: string }[] = [];
  const flushTexts = () => {
    const said = tight ? [texts.join('\n\n')] : texts;
    for (const text of said.flatMap((one) => pieces(one, MOST_TEXT))) objects.push({ type: 'text', text });
    texts = [];
  };
  const flushCards = () => {
    if (cards.length > 0) objects.push(flexOf(cards));
    const row = cards.length > 1;
    cards = [];
    texts.push(...after.map(({ title, text }) => (row && title ? `${title}\n${text}` : text)));
    after = [];
  };
  for (const [i, part] of parts.entries()) {
    if ('text' in part) {
      if (!part.text.trim()) continue;
      const previous = parts[i - 1];
      if (cards.length > 0 && previous && 'card' in previous) after.push({ title: previous.title, text: part.text });
      else {
        flushCards();
        texts.push(part.text);
      }
      continue;
    }
    if (!joins(cards, part, tight)) flushCards();
    flushTexts();
    cards.push(part);
  }
  flushCards();
  flushTexts();
  return objects;
}

function joins(cards: Drawn[], part: Drawn, tight: boolean): boolean {
  if (cards.length === 0 || cards.length === 12 || !(tight || (part.title && cards.at(-1)!.title))) return false;
  return cards.reduce((sum, one) => sum + bytesOf(one.card), bytesOf(part.card)) < CAROUSEL_BYTES;
}

const bytesOf = (card: Card): number => Buffer.byteLength(JSON.stringify(card.bubble));

function flexOf(cards: Drawn[]): Object {
  if (cards.length === 1) return { type: 'flex', altText: cards[0]!.alt, contents: cards[0]!.card.bubble };
  const altText = cutUnits(cards.map((card) => card.alt).join('\n\n'), MOST_ALT);
  return { type: 'flex', altText, contents: { type: 'carousel', contents: cards.map((one) => one.card.bubble) } };
}
