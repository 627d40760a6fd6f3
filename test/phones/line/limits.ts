import type { Obj } from '../obj.ts';
import { asList, asObj, asText, graphemes, isObj } from '../obj.ts';
import { checkAction, type Findings, pictureUrl, within } from './limits-action.ts';
import { checkFlex } from './limits-flex.ts';

/** The documented limits of message objects that the specification does not carry. */
export function checkMessages(f: Findings, messages: Obj[]): void {
  if (messages.length < 1 || messages.length > 5) f.refuse('messages', 'Size must be between 1 and 5');
  for (const [i, message] of messages.entries()) {
    const at = `messages[${i}]`;
    checkMessage(f, at, message);
    if (!isObj(message.quickReply)) continue;
    const items = asList(message.quickReply.items);
    if (items.length < 1 || items.length > 13) f.refuse(`${at}.quickReply.items`, 'Size must be between 1 and 13');
    if (i < messages.length - 1) f.note(`${at}.quickReply`, 'shown on the last message only: this one is lost');
    for (const [n, item] of items.entries()) {
      pictureUrl(f, `${at}.quickReply.items[${n}].imageUrl`, item.imageUrl);
      checkAction(f, `${at}.quickReply.items[${n}].action`, asObj(item.action), 'quickReply');
    }
  }
}

function checkMessage(f: Findings, at: string, message: Obj): void {
  if (isObj(message.sender)) {
    within(f, `${at}.sender.name`, message.sender.name, 20, 'graphemes');
    pictureUrl(f, `${at}.sender.iconUrl`, message.sender.iconUrl);
  }
  switch (message.type) {
    case 'text':
    case 'textV2':
      within(f, `${at}.text`, message.text ?? '', 5000, 'utf16');
      if (message.type === 'text') checkEmojis(f, at, message);
      else checkBraces(f, at, message);
      return;
    case 'image':
      pictureUrl(f, `${at}.originalContentUrl`, message.originalContentUrl);
      pictureUrl(f, `${at}.previewImageUrl`, message.previewImageUrl);
      return;
    case 'flex':
      within(f, `${at}.altText`, message.altText ?? '', 1500, 'utf16');
      checkFlex(f, `${at}.contents`, asObj(message.contents));
      return;
    case 'template':
      within(f, `${at}.altText`, message.altText ?? '', 1500, 'utf16');
      checkTemplate(f, `${at}.template`, asObj(message.template));
      return;
    case 'imagemap':
      within(f, `${at}.altText`, message.altText ?? '', 1500, 'utf16');
      if (asObj(message.baseSize).width !== 1040) f.refuse(`${at}.baseSize.width`, 'Must be 1040');
      if (asList(message.actions).length > 50) f.refuse(`${at}.actions`, 'Size must be between 1 and 50');
      return;
    case 'coupon':
      within(f, `${at}.deliveryTag`, message.deliveryTag, 30, 'utf16');
  }
}

function checkEmojis(f: Findings, at: string, message: Obj): void {
  const emojis = asList(message.emojis);
  if (emojis.length > 20) f.refuse(`${at}.emojis`, 'Size must be between 0 and 20');
  for (const [i, emoji] of emojis.entries()) {
    if (asText(message.text)[Number(emoji.index)] !== '$') f.refuse(`${at}.emojis[${i}].index`, 'must point at $');
  }
}

function checkBraces(f: Findings, at: string, message: Obj): void {
  const named = Object.keys(asObj(message.substitution));
  if (named.length > 100) f.refuse(`${at}.substitution`, 'Size must be between 0 and 100');
  const left = asText(message.text).replaceAll('{{', '').replaceAll('}}', '');
  const keys = [...left.matchAll(/\{([0-9a-zA-Z_]{1,20})\}/g)].map((m) => m[1]!);
  if (/[{}]/.test(left.replace(/\{[0-9a-zA-Z_]{1,20}\}/g, ''))) f.refuse(`${at}.text`, 'unpaired brace');
  for (const key of keys) if (!named.includes(key)) f.refuse(`${at}.substitution`, `no substitution for ${key}`);
}

const sized = (f: Findings, at: string, list: Obj[], min: number, max: number) => {
  if (list.length < min || list.length > max) f.refuse(at, `Size must be between ${min} and ${max}`);
};

function checkTemplate(f: Findings, at: string, template: Obj): void {
  const type = template.type;
  if (type === 'buttons') checkColumn(f, at, template, { plain: 160, adorned: 60, actions: 4 });
  if (type === 'confirm') {
    within(f, `${at}.text`, template.text ?? '', 240, 'graphemes');
    sized(f, `${at}.actions`, asList(template.actions), 2, 2);
    for (const [i, a] of asList(template.actions).entries()) checkAction(f, `${at}.actions[${i}]`, a, 'template');
  }
  const columns = asList(template.columns);
  if (type === 'carousel' || type === 'image_carousel') sized(f, `${at}.columns`, columns, 1, 10);
  if (type === 'image_carousel') {
    for (const [i, column] of columns.entries()) {
      pictureUrl(f, `${at}.columns[${i}].imageUrl`, column.imageUrl ?? '');
      checkAction(f, `${at}.columns[${i}].action`, asObj(column.action), 'imageCarousel');
    }
  }
  if (type !== 'carousel') return;
  for (const [i, column] of columns.entries()) {
    checkColumn(f, `${at}.columns[${i}]`, column, { plain: 120, adorned: 60, actions: 3 });
  }
  const alike = (facts: unknown[]) => new Set(facts).size <= 1;
  if (!alike(columns.map((c) => asList(c.actions).length))) f.refuse(at, 'the number of actions must be the same');
  if (!alike(columns.map((c) => c.title !== undefined))) f.refuse(at, 'title must be in all columns or none');
  if (!alike(columns.map((c) => c.thumbnailImageUrl !== undefined)))
    f.refuse(at, 'image must be in all columns or none');
}

function checkColumn(
  f: Findings,
  at: string,
  column: Obj,
  max: { plain: number; adorned: number; actions: number },
): void {
  const adorned = column.title !== undefined || column.thumbnailImageUrl !== undefined;
  within(f, `${at}.title`, column.title, 40, 'graphemes');
  within(f, `${at}.text`, column.text ?? '', adorned ? max.adorned : max.plain, 'graphemes');
  pictureUrl(f, `${at}.thumbnailImageUrl`, column.thumbnailImageUrl);
  sized(f, `${at}.actions`, asList(column.actions), 1, max.actions);
  for (const [i, a] of asList(column.actions).entries()) checkAction(f, `${at}.actions[${i}]`, a, 'template');
  if (isObj(column.defaultAction) && graphemes(asText(column.defaultAction.label)) > 20) {
    f.refuse(`${at}.defaultAction.label`, 'Length must be between 0 and 20');
  }
}

/** The documented limits of a rich menu. */
export function checkRichMenu(f: Findings, menu: Obj): void {
  const { width, height } = asObj(menu.size) as { width?: number; height?: number };
  if (!width || width < 800 || width > 2500) f.refuse('size.width', 'Must be between 800 and 2500');
  if (!height || height < 250) f.refuse('size.height', 'Must be at least 250');
  if (width && height && width / height < 1.45) f.refuse('size', 'the ratio must be at least 1.45');
  within(f, 'name', menu.name ?? '', 300, 'graphemes');
  within(f, 'chatBarText', menu.chatBarText ?? '', 14, 'graphemes');
  if (typeof menu.selected !== 'boolean') f.refuse('selected', 'May not be null');
  const areas = asList(menu.areas);
  if (!Array.isArray(menu.areas) || areas.length > 20) f.refuse('areas', 'Size must be between 0 and 20');
  for (const [i, area] of areas.entries()) {
    const b = asObj(area.bounds) as Record<string, number | undefined>;
    const inside = (b.x ?? 0) + (b.width ?? 0) <= (width ?? 0) && (b.y ?? 0) + (b.height ?? 0) <= (height ?? 0);
    if (!inside || (b.x ?? 0) < 0 || (b.y ?? 0) < 0) f.refuse(`areas[${i}].bounds`, 'outside of the menu');
    checkAction(f, `areas[${i}].action`, asObj(area.action), 'richMenu');
  }
}
