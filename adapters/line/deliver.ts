import type { messagingApi } from '@line/bot-sdk';
import type { Sent } from '../../src/chat/channel.ts';
import type { Caller } from './call.ts';
import { jsonOf } from './call.ts';
import { keyFrom, outcomeOf } from './outcome.ts';
import { MOST_OBJECTS } from './render.ts';

/** A user id as LINE makes them; its guidelines forbid calls with anything else. */
export const isUserId = (address: string): boolean => /^U[0-9a-f]{32}$/.test(address);

/** Objects in calls of at most five, each with a key of its own that is always the same. */
export function batches(
  objects: messagingApi.Message[],
  key: string,
): { key: string; messages: messagingApi.Message[] }[] {
  const found: { key: string; messages: messagingApi.Message[] }[] = [];
  for (let at = 0; at < objects.length; at += MOST_OBJECTS) {
    found.push({ key: at === 0 ? key : keyFrom(`${key}:${at}`), messages: objects.slice(at, at + MOST_OBJECTS) });
  }
  return found;
}

/** Pushes to one person; a repeat with the same key is recognised by the platform. */
export function push(call: Caller, to: string, objects: messagingApi.Message[], key: string): Promise<Sent> {
  if (!isUserId(to)) return Promise.resolve({ outcome: 'unreachable', reason: 'no user id of LINE' });
  return each(call, '/v2/bot/message/push', { to }, objects, key);
}

/** Sends one message to at most 500 people. Blocking and unknown people are skipped by the platform. */
export function multicast(call: Caller, to: string[], objects: messagingApi.Message[], key: string): Promise<Sent> {
  // One malformed id would keep the message from everybody.
  const people = to.filter(isUserId);
  if (people.length === 0) return Promise.resolve({ outcome: 'unreachable', reason: 'no user id of LINE' });
  return each(call, '/v2/bot/message/multicast', { to: people }, objects, key);
}

async function each(
  call: Caller,
  path: string,
  to: object,
  objects: messagingApi.Message[],
  key: string,
): Promise<Sent> {
  for (const [at, batch] of batches(objects, key).entries()) {
    const json = { ...to, messages: batch.messages };
    const sent = outcomeOf(await call({ method: 'POST', path, json, retryKey: batch.key }));
    if (sent.outcome === 'sent') continue;
    // Whatever became of the rest, it must not be told anew under another key.
    return at === 0 ? sent : { outcome: 'unknown', reason: `a part was sent; ${sent.reason}` };
  }
  return { outcome: 'sent' };
}

/** People who may still get a message this month; undefined when LINE does not say or there is no limit. */
export async function quotaOf(call: Caller): Promise<{ limit?: number; used: number } | undefined> {
  const [limit, used] = await Promise.all([
    call({ method: 'GET', path: '/v2/bot/message/quota' }),
    call({ method: 'GET', path: '/v2/bot/message/quota/consumption' }),
  ]);
  if (limit.status !== 200 || used.status !== 200) return undefined;
  const { type, value } = jsonOf<{ type: string; value: number }>(limit) ?? {};
  const { totalUsage } = jsonOf<{ totalUsage: number }>(used) ?? {};
  if (typeof totalUsage !== 'number') return undefined;
  return type === 'limited' && typeof value === 'number' ? { limit: value, used: totalUsage } : { used: totalUsage };
}
