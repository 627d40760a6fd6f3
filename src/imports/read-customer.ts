import { LETTERS, MOST_TAGS, readTag } from '../customers/tags.ts';
import { Refusal } from '../refusal.ts';
import { isLanguage, nearestLanguage } from '../words/index.ts';
import { Fault } from './fault.ts';
import { type Batch, cellOf } from './group.ts';
import { readBirthdate } from './read-instant.ts';
import { readWho, type Who } from './read-who.ts';
import type { Row } from './split-records.ts';

export interface Birthday {
  mmdd: number;
  year: number | null;
}

/** A customer as a file says them. */
export interface Said {
  row: Row;
  who: Who;
  language: string | undefined;
  birthday: Birthday | undefined;
  tags: string[];
}

/** Languages as people write them. */
const NAMED: Record<string, string> = {
  ...{ english: 'en', 英文: 'en', 英語: 'en', 英语: 'en' },
  ...{ 繁體中文: 'zh-hant', 繁中: 'zh-hant', 正體中文: 'zh-hant', 简体中文: 'zh-hans', 简中: 'zh-hans' },
};

/** Reads a customer; throws what is wrong with them. */
export function readCustomer(batch: Batch, row: Row): Said {
  const { tx, reading } = batch;
  const who = readWho(batch, row);
  const birthday = cellOf(batch, row, 'birthday');
  const clock = { zone: tx.shop.zone, now: tx.now, dates: reading.dates, currency: tx.shop.currency };
  return {
    row,
    who,
    language: readLanguage(cellOf(batch, row, 'language')),
    birthday: birthday === undefined ? undefined : readBirthdate('birthday', birthday, clock),
    tags: readTags(cellOf(batch, row, 'tags') ?? ''),
  };
}

function readLanguage(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const plain = text.normalize('NFKC').toLowerCase();
  const named = NAMED[plain];
  if (named) return named;
  if (!isLanguage(plain) && !/^(en|zh|yue)\b/.test(plain)) throw new Fault('language', 'language-unknown');
  return nearestLanguage(plain, 'en');
}

/** Tags as staff would have typed them. */
function readTags(text: string): string[] {
  const given = text
    .split(/[,，;；、|]/)
    .map((tag) => tag.trim())
    .filter(Boolean);
  const different = [...new Set(given.map(tagOf))];
  if (different.length > MOST_TAGS) throw new Fault('tags', 'tags-many', { most: MOST_TAGS });
  return different;
}

function tagOf(text: string): string {
  try {
    return readTag(text);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'tag-shape') throw new Fault('tags', 'tag-shape', { most: LETTERS });
    throw error;
  }
}
