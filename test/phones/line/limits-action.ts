import type { Obj } from '../obj.ts';
import { asText, graphemes, torn } from '../obj.ts';
import type { Detail } from './spec.ts';

/** Collects what breaks a limit; `refuse` finds are answered with 400, `note` finds only recorded. */
export interface Findings {
  refuse(property: string, message: string): void;
  note(property: string, message: string): void;
}

/** A collector. */
export function makeFindings(): Findings & { refused: Detail[]; noted: Detail[] } {
  const refused: Detail[] = [];
  const noted: Detail[] = [];
  return {
    refused,
    noted,
    refuse: (property, message) => refused.push({ property, message }),
    note: (property, message) => noted.push({ property, message }),
  };
}

/** Length in the unit that the property is counted in. */
export function within(
  f: Findings,
  at: string,
  value: unknown,
  max: number,
  unit: 'utf16' | 'graphemes',
  min = 1,
): void {
  if (value === undefined) return;
  const text = asText(value);
  const length = unit === 'utf16' ? text.length : graphemes(text);
  if (length < min) f.refuse(at, 'May not be empty');
  if (length > max) f.refuse(at, `Length must be between ${min} and ${max}`);
  if (torn(text)) f.note(at, 'half an emoji: the text was cut inside a character');
}

/** A picture's address: https, at most 2,000 characters, percent-encoded. */
export function pictureUrl(f: Findings, at: string, value: unknown): void {
  if (value === undefined) return;
  const url = asText(value);
  if (!/^https:\/\/[^/\s]+/.test(url)) f.refuse(at, 'Must be a valid HTTPS URL');
  if (url.length > 2000) f.refuse(at, 'Length must be between 0 and 2000');
  if (/[^\x21-\x7e]/.test(url)) f.refuse(at, 'Must be percent-encoded');
}

export type Place = 'quickReply' | 'template' | 'imageCarousel' | 'flexButton' | 'flex' | 'richMenu' | 'imagemap';

const LABEL: Record<Place, { max: number; needed: boolean }> = {
  quickReply: { max: 20, needed: true },
  template: { max: 20, needed: true },
  imageCarousel: { max: 12, needed: false },
  flexButton: { max: 40, needed: true },
  flex: { max: 40, needed: false },
  richMenu: { max: 20, needed: false },
  imagemap: { max: 50, needed: false },
};

/** One action object, in the place where it stands. */
export function checkAction(f: Findings, at: string, action: Obj, place: Place): void {
  const { max, needed } = LABEL[place];
  if (needed && asText(action.label) === '') f.refuse(`${at}.label`, 'May not be empty');
  else within(f, `${at}.label`, action.label, max, 'graphemes', 0);
  const type = asText(action.type);
  if (type === 'postback') {
    if (action.data === undefined) f.refuse(`${at}.data`, 'May not be empty');
    within(f, `${at}.data`, action.data, 300, 'utf16');
    within(f, `${at}.displayText`, action.displayText, 300, 'graphemes');
    within(f, `${at}.text`, action.text, 300, 'graphemes');
    within(f, `${at}.fillInText`, action.fillInText, 300, 'graphemes');
    if (action.displayText !== undefined && action.text !== undefined) {
      f.refuse(at, "Can't specify 'text' and 'displayText' together");
    }
    if (action.fillInText !== undefined && action.inputOption !== 'openKeyboard') {
      f.refuse(`${at}.fillInText`, 'Needs inputOption openKeyboard');
    }
  } else if (type === 'message') {
    if (action.text === undefined) f.refuse(`${at}.text`, 'May not be empty');
    within(f, `${at}.text`, action.text, 300, 'graphemes');
  } else if (type === 'uri') {
    const uri = asText(action.uri);
    if (!/^(https?|line|tel):/.test(uri)) f.refuse(`${at}.uri`, 'Invalid action URI scheme');
    if (/^https?:/.test(uri) && !/^https?:\/\/[^/\s:@]+/.test(uri)) f.refuse(`${at}.uri`, 'invalid uri');
    within(f, `${at}.uri`, uri, 1000, 'utf16');
    if (/\s/.test(uri)) f.refuse(`${at}.uri`, 'invalid uri');
  } else if (type === 'clipboard') {
    within(f, `${at}.clipboardText`, action.clipboardText ?? '', 1000, 'utf16');
  } else if (type === 'datetimepicker') {
    within(f, `${at}.data`, action.data ?? '', 300, 'utf16');
  } else if (type === 'richmenuswitch') {
    if (place !== 'richMenu') f.refuse(at, 'richmenuswitch is allowed in rich menus only');
    within(f, `${at}.data`, action.data ?? '', 300, 'utf16');
    if (!/^[a-z0-9_-]{1,32}$/.test(asText(action.richMenuAliasId))) f.refuse(`${at}.richMenuAliasId`, 'Invalid alias');
  } else if (['camera', 'cameraRoll', 'location'].includes(type) && place !== 'quickReply') {
    f.refuse(at, `${type} is allowed in quick replies only`);
  }
}
