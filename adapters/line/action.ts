import type { messagingApi } from '@line/bot-sdk';
import type { Button } from '../../src/chat/channel.ts';
import { spelled } from '../../src/chat/plain.ts';
import { clip } from '../../src/lib/plain-text.ts';

/** A button as LINE's action; `rest` is the line that spells out what the action could not carry. */
export interface Tap {
  action?: messagingApi.Action;
  rest?: string;
}

/** Draws a button whose label may have so many graphemes; what LINE cannot do is spelled out. */
export function tapOf(button: Button, labelMost: number): Tap {
  const whole = wellFormed(button);
  const value = 'says' in whole ? whole.says : 'opens' in whole ? whole.opens : '';
  const name = whole.label.trim() ? whole.label : value;
  // A letter may carry any number of marks; a label as long as that is text.
  const label = clip(name, labelMost).slice(0, 400).toWellFormed();
  const action =
    'says' in whole ? sayingOf(label, whole.says) : 'opens' in whole ? openingOf(label, whole.opens) : undefined;
  if (!action) return { rest: spelled(whole) };
  return label === name ? { action } : { action, rest: spelled(whole) };
}

function sayingOf(label: string, says: string): messagingApi.Action | undefined {
  if (!says.trim() || says.length > 300) return undefined;
  return { type: 'postback', label, data: says, displayText: clip(label, 300) };
}

function openingOf(label: string, opens: string): messagingApi.Action | undefined {
  const uri = addressOf(opens);
  return uri && uri.length <= 1000 ? { type: 'uri', label, uri } : undefined;
}

/** An address that LINE opens, with nothing but printable ASCII in it; else undefined. */
function addressOf(text: string): string | undefined {
  if (/^(line|tel):[\x21-\x7e]+$/.test(text)) return text;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username || url.password) return undefined;
  return /^https?:\/\/[\x21-\x7e]+$/.test(text) ? text : url.href;
}

/** The address of a picture that LINE can fetch: https and percent-encoded. */
export function pictureOf(image: string | undefined): string | undefined {
  if (!image?.startsWith('https://') || !URL.canParse(image)) return undefined;
  const { href } = new URL(image);
  return href.length <= 2000 ? href : undefined;
}

function wellFormed(button: Button): Button {
  const label = button.label.toWellFormed();
  if ('says' in button) return { label, says: button.says.toWellFormed() };
  return 'opens' in button ? { label, opens: button.opens.toWellFormed() } : { label, asks: button.asks };
}
