import type { Button } from '../../src/chat/channel.ts';
import { clip, graphemes } from '../../src/lib/plain-text.ts';

/** A button below a message; newer kinds than telegraf's types know (`copy_text`). */
export type Key = { text: string } & ({ callback_data: string } | { url: string } | { copy_text: { text: string } });

/** Buttons as Telegram takes them, and in words what it does not take. */
export interface Keyboard {
  rows: Key[][];
  spelled: string[];
  /** Label of the button that shares one's own phone number. */
  contact?: string;
}

const MOST_KEYS = 100;
const MOST_BYTES = 8000;
const MOST_LABEL = 60;
// Two labels stand side by side up to this width, a Chinese letter counting as two.
const HALF_ROW = 16;

/** Lays buttons out; whatever does not fit is spelled out as "Label: /command". */
export function layOut(buttons: Button[], code?: string): Keyboard {
  const keys: Key[] = [];
  const spelled: string[] = [];
  let contact: string | undefined;
  let bytes = 0;
  for (const button of buttons) {
    if ('asks' in button) {
      contact ??= tidy(button.label) || '☎';
      continue;
    }
    const value = 'says' in button ? button.says : button.opens;
    const label = tidy(button.label) || value;
    const key = keyOf(label, button);
    const size = Buffer.byteLength(JSON.stringify(key ?? ''));
    const fits = key !== undefined && keys.length < MOST_KEYS && bytes + size <= MOST_BYTES;
    if (fits) {
      bytes += size;
      keys.push(key);
    }
    if (!fits || graphemes(label) > MOST_LABEL) spelled.push(`${label}: ${value}`);
  }
  const rows = pair(keys);
  if (code && code.length <= 256) rows.unshift([{ text: `📋 ${code}`, copy_text: { text: code } }]);
  return { rows, spelled, contact };
}

function keyOf(label: string, button: { says: string } | { opens: string }): Key | undefined {
  const text = clip(label, MOST_LABEL);
  if (text.length > 1000) return undefined;
  if ('opens' in button) return isPublic(button.opens) ? { text, url: button.opens } : undefined;
  const size = Buffer.byteLength(button.says);
  return size > 0 && size <= 64 ? { text, callback_data: button.says } : undefined;
}

function pair(keys: Key[]): Key[][] {
  const rows: Key[][] = [];
  let open: Key[] | undefined;
  for (const key of keys) {
    const short = width(key.text) <= HALF_ROW;
    if (short && open) {
      open.push(key);
      open = undefined;
    } else {
      const row = [key];
      rows.push(row);
      open = short ? row : undefined;
    }
  }
  return rows;
}

/** Telegram opens http(s) pages of hosts with a dot in their name, nothing else. */
export function isPublic(address: string): boolean {
  if (address.length > 2000 || /\s/.test(address) || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname.includes('.') && !/^\[|(^|\.)localhost\.?$/.test(hostname);
}

const tidy = (label: string) => label.toWellFormed().replace(/\s+/g, ' ').trim();
const width = (text: string) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
