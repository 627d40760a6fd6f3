import { Customer } from '../../entities/customer.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { couponsHeld, type HeldCoupon } from '../customers/coupons-held.ts';
import { type Entry, readTimeline } from '../customers/customer-timeline.ts';
import { shortId } from '../customers/find-customer.ts';
import { callName } from '../customers/masks.ts';
import { openDossier } from '../customers/open-dossier.ts';
import { facts, type Source, sourcesOf } from '../customers/sources.ts';
import type { Kind } from '../customers/timeline-kinds.ts';
import { wallTime } from '../lib/dates.ts';
import { clip } from '../lib/plain-text.ts';
import type { Actor } from '../staff/actor.ts';
import type { Said } from './command.ts';

const SIZE = 8;
/** Texts that people wrote, and how much of them a line has room for. */
const SAID = ['words', 'note', 'reason'];
const LONGEST = 200;
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
  return { id, lines: entries.map((entry) => said.t.dossier.line(entry.at, said.tx.now, told(said, entry))), next };
}

async function others(said: Said, id: string, what: 'coupons' | 'sources', from: string) {
  return { id, ...(what === 'coupons' ? await coupons(said, id, from) : await sources(said, id)) };
}

/** What happened, in the words of whoever reads it. */
function told({ t, tx, person }: Said, { kind, facts }: Entry): string {
  const named = 'names' in facts ? { name: inLanguage(facts.names as never, person.language, tx.shop.language) } : {};
  const word = (all: Record<string, unknown>, key: unknown) => {
    const found = all[String(key)];
    return typeof found === 'function' ? String(found()) : String(found ?? key);
  };
  const spoken = {
    ...('channel' in facts && { channel: t.customers.channel(String(facts.channel)) }),
    ...Object.fromEntries(
      SAID.flatMap((one) => (typeof facts[one] === 'string' ? [[one, clip(facts[one], LONGEST)]] : [])),
    ),
    ...(kind === 'survey' && {
      reason: facts.reason && word(t.feedback.reasons, facts.reason),
      wish: facts.wish && word(t.survey.wishes, facts.wish),
    }),
    ...(kind === 'points' && { reason: word(t.customers.reason, facts.reason) }),
    ...(kind === 'effect' && {
      trigger: word(t.triggers.names, facts.trigger),
      reason: word(t.triggers.reasons, facts.reason),
    }),
  };
  return t.dossier.did[kind]({ ...facts, ...named, ...spoken } as never);
}

/** Where each fact comes from, a line each. */
async function sources({ tx, t }: Said, id: string): Promise<Lines> {
  const w = t.dossier.from;
  const { facts: known, tags, orders } = await sourcesOf(tx, id);
  const told = (one: Source) => {
    if (one.by === 'self') return w.self(one.at, tx.now);
    if (one.by === 'channel') return w.channel(t.customers.channel(one.channel), one.at, tx.now);
    return one.by === 'file' ? w.file(one.file && clip(one.file, 40), one.at, tx.now) : w.unknown();
  };
  const lines = [
    ...facts.flatMap((fact) => (known[fact] ? [w.fact[fact](told(known[fact]))] : [])),
    ...tags.map(({ tag, by, at }) => w.tag(tag, w.by[by](), at, tx.now)),
    ...(orders.length > 0 ? [w.orders(orders.map(({ source, count }) => w.order(source, count)))] : []),
  ];
  return { lines: [lines.join('\n')].filter(Boolean), next: undefined };
}

async function coupons(said: Said, id: string, from: string): Promise<Lines> {
  const number = /^\d{1,4}$/.test(from) ? Math.max(1, Number(from)) : 1;
  const held = await couponsHeld(said.tx, id, { page: number, size: SIZE });
  return {
    lines: held.coupons.map((one) => couponLine(said, one)),
    next: held.total > number * SIZE ? String(number + 1) : undefined,
  };
}

function couponLine({ t, tx, person }: Said, { ref, state, validUntil, zone, used, ...rest }: HeldCoupon): string {
  const w = t.dossier.coupon;
  const { now } = tx;
  const name = inLanguage(rest.name, person.language, tx.shop.language);
  if (used) {
    const { at, store, staff, orderMinor: order, discountMinor: discount } = used;
    return w.used({ name, ref, at, now, store, staff, order, discount });
  }
  if (state === 'issued') {
    // A time that ends at midnight is spoken of as the day before.
    const until = wallTime(validUntil, zone) === '00:00' ? t.coupons.validThrough : t.coupons.validUntil;
    return w.open(name, ref, until(validUntil, now, zone));
  }
  return state === 'revoked' ? w.revoked(name, ref) : w.expired(name, ref, validUntil, now);
}
