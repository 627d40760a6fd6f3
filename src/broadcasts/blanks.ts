import { createHash } from 'node:crypto';
import { cleanName, clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Language, Words } from '../words/index.ts';

/** A text of a marketer's in each language they wrote it in. */
export type Texts = Partial<Record<Language, string>>;

/** What a marketer can leave a blank for, and what it may be called. */
const CALLED: Record<string, Blank> = {
  name: 'name',
  姓名: 'name',
  名字: 'name',
  points: 'points',
  點數: 'points',
  点数: 'points',
  积分: 'points',
  tier: 'tier',
  等級: 'tier',
  等级: 'tier',
};
type Blank = 'name' | 'points' | 'tier';

/** Of the person that a text goes to, what we know. */
export interface Facts {
  name: string | null;
  points: number | string | null;
  /** In the reader's language. */
  tier: string | null;
}

// `{name}`, or `{name|dear guest}` with words of the marketer's own for whoever has told us none.
const BLANK = /\{([^{}|]*)(?:\|([^{}|]*))?\}/g;
const MOST_NAME = 40;

/** Braces as Chinese keyboards write them, around a blank and nowhere else. */
export const plainBraces = (text: string) =>
  text.replace(/[{｛]([^{}｛｝]*)[}｝]/g, (_, blank) => `{${blank.replace('｜', '|')}}`);

/** Refuses a text with a blank that we cannot fill in, or with a brace that belongs to none. */
export function checkBlanks(text: string): void {
  const known = ['{name}', '{points}', '{tier}'];
  const rest = text.replace(BLANK, (whole, called: string) => {
    if (!blankCalled(called)) throw new Refusal('blank-unknown', { blank: whole, known });
    return '';
  });
  const stray = /[{}｛｝]/.exec(rest);
  if (stray) throw new Refusal('blank-unknown', { blank: stray[0], known });
}

/** True when people have to be told one by one, because no two texts are alike. */
export function isPersonal(texts: Texts | undefined): boolean {
  return Object.values(texts ?? {}).some((text) => text.search(BLANK) >= 0);
}

/**
 * A text with its blanks filled in; what we do not know gets the marketer's words for it, or ours. Between Chinese
 * characters and Latin letters or digits comes a space, whichever of them the person's name turns out to be.
 */
export function fillBlanks(text: string, facts: Facts, t: Words): string {
  let filled = '';
  let from = 0;
  for (const { 0: whole, 1: called = '', 2: instead, index } of text.matchAll(BLANK)) {
    const blank = blankCalled(called);
    const says = blank ? (known(blank, facts, t) ?? (instead?.trim() || t.audience.unknown[blank]())) : whole;
    filled = apart(apart(filled, text.slice(from, index)), says);
    from = index + whole.length;
  }
  return apart(filled, text.slice(from));
}

const HAN_LAST = /\p{Script=Han}$/u;
const HAN_FIRST = /^\p{Script=Han}/u;
// What a marketer's own Chinese text would have set apart; kana stand next to Chinese characters as they are.
const OTHER = '[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Thai}\\p{N}]';
const OTHER_LAST = new RegExp(`${OTHER}\\p{M}*$`, 'u');
const OTHER_FIRST = new RegExp(`^${OTHER}`, 'u');

const apart = (one: string, other: string) =>
  (HAN_LAST.test(one) && OTHER_FIRST.test(other)) || (OTHER_LAST.test(one) && HAN_FIRST.test(other))
    ? `${one} ${other}`
    : one + other;

const blankCalled = (called: string): Blank | undefined => {
  const name = called.trim().toLowerCase();
  return Object.hasOwn(CALLED, name) ? CALLED[name] : undefined;
};

function known(blank: Blank, { name, points, tier }: Facts, t: Words): string | undefined {
  if (blank === 'points') return points === null ? undefined : t.audience.points(Number(points));
  const clean = cleanName((blank === 'name' ? name : tier) ?? undefined);
  return clean && clip(clean, MOST_NAME);
}

/** The platform's key of a person's own message: the same whenever it is tried again. */
export function personKey(broadcastId: string, identityId: string): string {
  const hex = createHash('sha256').update(`${broadcastId}:${identityId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
