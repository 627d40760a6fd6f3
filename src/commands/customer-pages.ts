import { Customer } from '../../entities/customer.ts';
import type { Button, Message } from '../chat/channel.ts';
import { couponLine } from '../customers/coupon-line.ts';
import { couponsHeld } from '../customers/coupons-held.ts';
import { readTimeline } from '../customers/customer-timeline.ts';
import { shortId } from '../customers/find-customer.ts';
import { callName } from '../customers/masks.ts';
import { openDossier } from '../customers/open-dossier.ts';
import type { Reader } from '../customers/reader.ts';
import { sourceLines } from '../customers/source-lines.ts';
import { sourcesOf } from '../customers/sources.ts';
import { tellEntry } from '../customers/tell-entry.ts';
import type { Kind } from '../customers/timeline-kinds.ts';
import type { Actor } from '../staff/actor.ts';
import type { Said } from './command.ts';

const SIZE = 8;
/** What the pages of a timeline show; `all` is everything. */
const KINDS: Record<'orders' | 'messages' | 'all', readonly Kind[] | undefined> = {
  orders: ['purchase', 'refund', 'redemption', 'undo'],
  messages: ['message', 'broadcast', 'effect'],
  all: undefined,
};

export type Page = keyof typeof KINDS | 'coupons' | 'sources';
export const isPage = (text: string): text is Page =>
  text === 'coupons' || text === 'sources' || Object.hasOwn(KINDS, text);

/** One page of a person's dossier. `from` is where it begins: a cursor, or a number for coupons. */
export async function page(said: Said, by: Actor, customerId: string, what: Page, from: string): Promise<Message> {
  const { tx, t } = said;
  const d = t.dossier;
  const { id, lines, next } = isEvents(what)
    ? await events(said, by, customerId, what, from)
    : await others(said, await openDossier(tx, by, customerId, what), what, from);
  const { name } = await tx.db.findOneByOrFail(Customer, { id });
  const ref = shortId(id);
  const buttons: Button[] = [{ label: d.toCard(), says: `/customer ${ref}` }];
  if (next) buttons.unshift({ label: t.chat.more(), says: `/customer ${ref} ${what} ${next}` });
  return {
    title: d.pageTitle(d.pages[what](), callName(by, name) || d.noName()),
    text: lines.join('\n\n') || d.nothing(),
    buttons,
  };
}

interface Lines {
  lines: string[];
  next: string | undefined;
}

type Events = keyof typeof KINDS;
const isEvents = (what: Page): what is Events => Object.hasOwn(KINDS, what);

async function events(said: Said, by: Actor, customerId: string, what: Events, from: string) {
  const only = KINDS[what];
  const { id, entries, next } = await readTimeline(said.tx, by, customerId, what, {
    most: SIZE,
    ...(from && { before: from }),
    ...(only && { only }),
  });
  return {
    id,
    lines: entries.map((entry) => said.t.dossier.line(entry.at, said.tx.now, tellEntry(reader(said), entry))),
    next,
  };
}

async function others(said: Said, id: string, what: 'coupons' | 'sources', from: string) {
  return { id, ...(what === 'coupons' ? await coupons(said, id, from) : await sources(said, id)) };
}

/** Where each fact comes from, a line each. */
async function sources(said: Said, id: string): Promise<Lines> {
  const lines = sourceLines(reader(said), await sourcesOf(said.tx, id));
  return { lines: [lines.join('\n')].filter(Boolean), next: undefined };
}

const reader = ({ tx, t, person }: Said): Reader => ({ tx, t, language: person.language });

async function coupons(said: Said, id: string, from: string): Promise<Lines> {
  const number = /^\d{1,4}$/.test(from) ? Math.max(1, Number(from)) : 1;
  const held = await couponsHeld(said.tx, id, { page: number, size: SIZE });
  return {
    lines: held.coupons.map((one) => couponLine(reader(said), one)),
    next: held.total > number * SIZE ? String(number + 1) : undefined,
  };
}
