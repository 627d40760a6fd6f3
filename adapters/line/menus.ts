import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { messagingApi } from '@line/bot-sdk';
import type { Menu } from '../../src/chat/channel.ts';
import { languages, type Words } from '../../src/words/index.ts';

/** One of our rich menus: who sees it, what it looks like, and a name that changes with either. */
export interface RichMenu {
  /** `customer.en`, `staff.zh-hant` …: the note's key and the picture's file. */
  key: string;
  name: string;
  definition: messagingApi.RichMenuRequest;
  picture: Buffer;
}

const COLUMNS = [0, 833, 1667, 2500];
const ROWS = [0, 843, 1686];

/** The commands behind the six areas, line by line; the pictures are drawn in the same order. */
export const areas = {
  customer: ['drops', 'coupons', 'show', 'points', 'birthday', 'help'],
  staff: ['check', 'redeem', 'undo', 'today', 'store', 'help'],
} as const;

/** The key of the menu that a person should see. */
export function menuKey({ role, language }: Menu): string {
  return `${role === 'customer' ? 'customer' : 'staff'}.${language}`;
}

/** All menus whose pictures are there. */
export function richMenus(words: (language: string) => Words): RichMenu[] {
  const found: RichMenu[] = [];
  for (const role of ['customer', 'staff'] as const) {
    for (const language of languages) {
      const key = `${role}.${language}`;
      const picture = readPicture(key);
      if (!picture) continue;
      const definition = definitionOf(role, words(language).lineMenu);
      const hash = createHash('sha256').update(JSON.stringify(definition)).update(picture).digest('hex');
      const name = `quan ${key} ${hash.slice(0, 16)}`;
      found.push({ key, name, definition: { ...definition, name }, picture });
    }
  }
  return found;
}

function readPicture(key: string): Buffer | undefined {
  try {
    return readFileSync(new URL(`../../web/menus/${key}.png`, import.meta.url));
  } catch {
    return undefined;
  }
}

function definitionOf(role: 'customer' | 'staff', t: Words['lineMenu']): messagingApi.RichMenuRequest {
  const labels: Record<string, string> = t[role];
  return {
    size: { width: 2500, height: 1686 },
    selected: true,
    chatBarText: role === 'customer' ? t.bar : t.staffBar,
    areas: areas[role].map((command, i) => {
      const x = COLUMNS[i % 3]!;
      const y = ROWS[Math.floor(i / 3)]!;
      const bounds = { x, y, width: COLUMNS[(i % 3) + 1]! - x, height: ROWS[Math.floor(i / 3) + 1]! - y };
      return { bounds, action: actionOf(command, labels[command]!) };
    }),
  };
}

// Where a code has to follow, the keyboard opens with the command already typed.
function actionOf(command: string, label: string): messagingApi.Action {
  const data = `/${command}`;
  if (command !== 'check' && command !== 'redeem') return { type: 'postback', label, data, displayText: label };
  return { type: 'postback', label, data, inputOption: 'openKeyboard', fillInText: `${data} ` };
}
