import type { AddressInfo } from 'node:net';
import express from 'express';
import { apiRouter } from '../../adapters/web/api/index.ts';
import { createApiKey } from '../../src/api-keys/create-api-key.ts';
import type { App } from '../../src/app.ts';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import type { CampaignInput } from '../../src/campaigns/terms.ts';
import { readConfig } from '../../src/config.ts';
import { claimCoupon } from '../../src/coupons/claim-coupon.ts';
import { findClaimable } from '../../src/coupons/claimable.ts';
import { openDatabase, openPool } from '../../src/database.ts';
import { CONSENT_VERSION, openShop } from '../../src/shop.ts';
import { inTransaction, type Tx } from '../../src/transaction.ts';
import { freshDatabase } from '../support/database.ts';

export interface Told {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a machine gets, looked at by tests
  body: any;
  headers: Headers;
}

export const operator = { kind: 'operator' } as const;

/** A shop that only machines come to: a database of its own, a clock that can be set, and the API over real HTTP. */
export async function openApiShop() {
  const fresh = await freshDatabase();
  const config = readConfig({ APP_KEY: '07'.repeat(32), BRAND_NAME: 'Antler' }, '/nonexistent');
  const clock = { at: new Date('2026-11-23T06:02:00Z'), now: () => clock.at };
  const logged: { facts: object; sentence: string }[] = [];
  const write = (facts: object, sentence: string) => void logged.push({ facts, sentence });
  const app: App = {
    database: await openDatabase(fresh.connection),
    pool: openPool(fresh.connection, 2, () => undefined),
    shop: openShop(config, Buffer.alloc(32, 7)),
    clock,
    log: { info: write, warn: write, error: write },
    channels: new Map(),
  };
  const server = express().use(apiRouter(app)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(app, work);
  let keys = 0;
  let people = 0;

  /** Calls as a machine does; a POST or PATCH has a new Idempotency-Key unless the headers say otherwise. */
  async function call(
    key: string | undefined,
    what: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<Told> {
    const [method = '', path = ''] = what.split(' ');
    const all: Record<string, string | undefined> = {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(method !== 'GET' && { 'idempotency-key': `test-${++keys}` }),
      ...headers,
    };
    const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const response = await fetch(`${url}${path.startsWith('/openapi') ? '' : '/api/v1'}${path}`, {
      method,
      headers: given,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const type = response.headers.get('content-type') ?? '';
    // One that goes on for ever is not waited for.
    if (type.includes('event-stream')) await response.body!.cancel();
    return {
      status: response.status,
      body: type.includes('json') ? await response.json() : type.includes('event-stream') ? '' : await response.text(),
      headers: response.headers,
    };
  }

  return {
    app,
    clock,
    logged,
    url,
    run,
    call,
    query: (sql: string, values: unknown[] = []) => app.database.query(sql, values),
    key: async (...scopes: string[]) => (await run((tx) => createApiKey(tx, operator, { scopes }))).key,
    async person(name: string): Promise<string> {
      const [{ id }] = await app.database.query(
        `insert into customer (name, language, joined_at, agreed_version, created_at) values ($1, 'en', $2, '${CONSENT_VERSION}', $2) returning id`,
        [name, clock.at],
      );
      await app.database.query(
        `insert into identity (customer_id, channel, address, heard_at, created_at) values ($1, 'terminal', $2, $3, $3)`,
        [id, `${name}-${++people}`, clock.at],
      );
      return id;
    },
    campaign: (input: Omit<CampaignInput, 'terms'> & { terms: Partial<CampaignInput['terms']> }) =>
      run((tx) => {
        const terms = { name: { en: 'Latte' }, validity: { days: 30 }, ...input.terms } as CampaignInput['terms'];
        return createCampaign(tx, operator, { ...input, terms });
      }),
    async claim(campaignId: string, customerId: string): Promise<{ couponId: string; code: string }> {
      const couponId = await run(async (tx) => {
        const claimable = await findClaimable(tx.db, campaignId);
        return claimCoupon(tx, customerId, claimable!, 'terminal', 'en');
      });
      return { couponId, code: app.shop.codes.codeOf(couponId) };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.pool.end();
      await app.database.destroy();
      await fresh.drop();
    },
  };
}

export type ApiShop = Awaited<ReturnType<typeof openApiShop>>;
