import { randomUUID } from 'node:crypto';
import type { App } from '../../src/app.ts';
import type { Abilities, Channel, Message, Sent } from '../../src/chat/channel.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase, openPool } from '../../src/database.ts';
import { openShop } from '../../src/shop.ts';
import { freshDatabase } from '../support/database.ts';

export type House = App & {
  /** Business time; the database keeps its own. */
  at(iso: string): void;
  pass(ms: number): void;
  /** Another process on the same database. */
  other(): Promise<App & { end(): Promise<void> }>;
  rows<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
  end(): Promise<void>;
};

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The house on a database of its own: noon in Taipei on 1 March 2027, until a test says otherwise. */
export async function openHouse(settings: Record<string, string> = {}): Promise<House> {
  const fresh = await freshDatabase();
  let now = new Date('2027-03-01T04:00:00Z');
  const config = readConfig({ BRAND_TIME_ZONE: 'Asia/Taipei', ...settings }, '/nowhere/.env');
  const shop = openShop(config, Buffer.alloc(32, 7));
  const open = async () => {
    const database = await openDatabase(fresh.connection, 4);
    const pool = openPool(fresh.connection, 8, () => undefined);
    return {
      app: { database, pool, shop, clock: { now: () => now }, log: quiet, channels: new Map<string, Channel>() },
    };
  };
  const { app } = await open();
  const close = async ({ database, pool }: App) => {
    await Promise.all([database.destroy(), pool.end()]);
  };
  return {
    ...app,
    at(iso) {
      now = new Date(iso);
    },
    pass(ms) {
      now = new Date(now.getTime() + ms);
    },
    async other() {
      const { app: second } = await open();
      return { ...second, channels: app.channels, end: () => close(second) };
    },
    rows: async <T>(text: string, values: unknown[] = []) => (await app.pool.query(text, values)).rows as T[],
    async end() {
      await close(app);
      await fresh.drop();
    },
  };
}

export interface Call {
  to: string[];
  text: string;
  key: string;
  many: boolean;
}

export type Scripted = Channel & {
  calls: Call[];
  /** What each address has, as the platform sees it: after recognising keys it has seen. */
  got: Map<string, string[]>;
  edits: { ref: string; text: string }[];
};

type Answer = Sent | ((call: Call) => Sent | Promise<Sent>);
export interface Script {
  name?: string;
  abilities?: Partial<Abilities>;
  /** What the platform answers, call by call, then `sent` for ever. */
  answers?: Answer[];
  /** Decides each call when `answers` are used up. */
  answer?: (call: Call) => Sent | undefined | Promise<Sent | undefined>;
  many?: boolean;
  edits?: boolean;
}

/** A platform in this process: it counts calls, and recognises a key it has accepted if it is idempotent. */
export function scripted({
  name = 'tape',
  abilities = {},
  answers = [],
  answer,
  many = false,
  edits = false,
}: Script = {}): Scripted {
  const able: Abilities = { many: many ? 500 : 1, pace: 1_000, idempotent: false, ...abilities };
  const calls: Call[] = [];
  const got = new Map<string, string[]>();
  const accepted = new Map<string, string>();
  const body = ({ to, text }: Call) => JSON.stringify([to, text]);

  const accept = (call: Call): Sent => {
    if (able.idempotent && accepted.has(call.key)) {
      if (accepted.get(call.key) !== body(call))
        return { outcome: 'refused', reason: 'another body under the same key' };
      return { outcome: 'sent' };
    }
    accepted.set(call.key, body(call));
    for (const address of call.to) got.set(address, [...(got.get(address) ?? []), call.text]);
    return { outcome: 'sent', ref: `${call.to[0]}:${calls.length}` };
  };
  const take = async (call: Call): Promise<Sent> => {
    calls.push(call);
    const next = answers.shift();
    const said = typeof next === 'function' ? await next(call) : (next ?? (await answer?.(call)));
    if (!said) return accept(call);
    // An unknown outcome is one that the platform did take.
    if (said.outcome === 'unknown' && said.reason === 'reset after acceptance') accept(call);
    if (said.outcome === 'sent') return accept(call);
    return said;
  };
  const textOf = (messages: Message[]) =>
    messages.map((message) => [message.title, message.text].filter(Boolean).join('\n')).join('\n');
  return {
    name,
    abilities: able,
    calls,
    got,
    edits: [],
    send: (address, messages, key) => take({ to: [address], text: textOf(messages), key, many: false }),
    ...(many
      ? {
          sendMany: (to: string[], messages: Message[], key: string) =>
            take({ to, text: textOf(messages), key, many: true }),
        }
      : {}),
    ...(edits
      ? {
          async edit(this: Scripted, _address: string, ref: string, message: Message): Promise<Sent> {
            this.edits.push({ ref, text: textOf([message]) });
            return { outcome: 'sent' };
          },
        }
      : {}),
  };
}

export interface Someone {
  customer: string;
  identity: string;
  address: string;
}

/** Somebody who joined and agreed to offers, and was heard on a channel. */
export async function meet(house: House, more: Record<string, unknown> = {}, channel = 'tape'): Promise<Someone> {
  const customer = randomUUID();
  const address = (more.address as string) ?? `at-${customer.slice(0, 8)}`;
  const person = { language: 'en', zone: null, marketing: true, birth_mmdd: null, name: 'Mali', ...more };
  await house.pool.query(
    `insert into customer (id, name, language, zone, birth_mmdd, marketing, joined_at, agreed_version, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, '2026-11', $7)`,
    [
      customer,
      person.name,
      person.language,
      person.zone,
      person.birth_mmdd,
      person.marketing,
      new Date('2026-01-01T00:00:00Z'),
    ],
  );
  const { rows } = await house.pool.query(
    `insert into identity (customer_id, channel, address, heard_at, created_at) values ($1, $2, $3, $4, $4) returning id`,
    [customer, channel, address, new Date('2026-01-01T00:00:00Z')],
  );
  return { customer, address, identity: rows[0].id };
}

/** Waits until something is true, for a few seconds of real time. */
export async function until(true_: () => boolean | Promise<boolean>, ms = 8_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await true_())) {
    if (performance.now() > end) throw new Error('It did not come true in time');
    await new Promise((done) => setTimeout(done, 20));
  }
}
