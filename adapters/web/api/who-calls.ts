import type { Request } from 'express';
import { findApiKey } from '../../../src/api-keys/find-api-key.ts';
import type { App } from '../../../src/app.ts';
import { findSession } from '../../../src/console/find-session.ts';
import { Refusal } from '../../../src/refusal.ts';
import { type Actor, consoleScopes, type Scope } from '../../../src/staff/actor.ts';
import { isSameOrigin } from '../caller.ts';
import { readToken } from '../console/cookie.ts';

/** Who calls: a key, or a member of staff on a page of the console. */
export interface Caller {
  /** Of the key or the member of staff: whose Idempotency-Keys these are. */
  id: string;
  by: Actor;
  scopes: readonly string[];
  /** False once the key or the session is over, or its owner may do other things than when they called. */
  isGood(): Promise<boolean>;
}

const SAFE = new Set(['GET', 'HEAD']);

// A page that listens, or asks again without anybody having touched it, keeps no session open.
const byItself = (request: Request) =>
  request.get('accept') === 'text/event-stream' || request.get('x-by-itself') !== undefined;

/** Finds out who sent a request, before a byte of its body is read; refuses who is nobody. */
export async function whoCalls(app: App, request: Request): Promise<Caller> {
  const given = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const { database, clock, shop, pool } = app;
  const token = readToken(request, shop.publicUrl);
  if (given || request.headers.authorization || !token) {
    const { id, scopes } = await findApiKey({ db: database.manager, now: clock.now(), shop }, given);
    const by: Actor = { kind: 'api', keyId: id, scopes };
    const isGood = async () => (await pool.query({ ...GOOD_KEY, values: [id, clock.now()] })).rows.length > 0;
    return { id, by, scopes, isGood };
  }
  // A browser sends the cookie whoever made the page; only our own pages may do anything with it. An address that
  // somebody typed or saved may be looked at.
  const typed = SAFE.has(request.method) && request.headers['sec-fetch-site'] === 'none';
  if (!typed && !isSameOrigin(request, shop.publicUrl)) throw new Refusal('other-site');
  const find = (used: boolean) => findSession({ db: database.manager, now: clock.now(), shop }, token, used);
  const session = await find(!byItself(request));
  if (!session) throw new Refusal('console-over');
  const { staff } = session;
  const isGood = async () => {
    const now = (await find(false))?.staff;
    return now?.role === staff.role && now.storeId === staff.storeId;
  };
  return { id: staff.id, by: { kind: 'staff', staff }, scopes: consoleScopes[staff.role], isGood };
}

/** Refuses a caller who has none of the scopes; none are asked for where anybody may. */
export function allow({ by, scopes }: Caller, needed: readonly Scope[]): void {
  if (needed.length === 0 || needed.some((scope) => scopes.includes(scope))) return;
  if (by.kind === 'api') throw new Refusal('key-scope', { scopes: [...needed] });
  throw new Refusal('console-not-here');
}

const GOOD_KEY = {
  name: 'live_key',
  text: 'select 1 from api_key where id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)',
};
