import { createHash } from 'node:crypto';
import type { Sent } from '../../src/chat/channel.ts';
import { jsonOf, type Reply } from './call.ts';

/** What the platform's own words are, short enough for a log; they never repeat what we sent. */
export function reasonOf(reply: Reply): string {
  if (reply.status === 0) return reply.text;
  const said = jsonOf<{ message: string; details: { message?: string; property?: string }[] }>(reply);
  const detail = Array.isArray(said?.details) ? said.details[0] : undefined;
  const parts = [String(reply.status), said?.message, detail && `${detail.property}: ${detail.message}`];
  return parts.filter(Boolean).join(' ').slice(0, 300);
}

/** What became of a push or multicast that carried a retry key, so that a repeat can do no harm. */
export function outcomeOf(reply: Reply): Sent {
  const { status } = reply;
  // 409: this key was accepted before.
  if ((status >= 200 && status < 300) || status === 409) return { outcome: 'sent' };
  const reason = reasonOf(reply);
  if (status === 0 && !reply.left) return { outcome: 'later', afterMs: 2000, reason };
  // It may have been taken before the answer was lost; only the house knows for how long LINE recognises a repeat.
  if (status === 0 || status >= 500) return { outcome: 'unknown', reason };
  // The token is wrong: no message is to blame, and all of them wait until somebody mends it.
  if (status === 401 || status === 403) return { outcome: 'later', afterMs: 60_000, reason, whole: true };
  if (status === 429) {
    if (/monthly limit/i.test(reply.text)) return { outcome: 'used-up', reason: 'monthly-limit' };
    return { outcome: 'later', afterMs: 1000, reason: 'rate-limit', whole: true };
  }
  if (status === 400 && /Failed to send messages|property, '?to'?,/.test(reply.text)) {
    return { outcome: 'unreachable', reason };
  }
  return { outcome: 'refused', reason };
}

/** A UUID that is always the same for the same text: the key of a part, or of an answer without one of its own. */
export function keyFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
