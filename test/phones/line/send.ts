import { createHash, randomUUID } from 'node:crypto';
import type { Answer, Call } from '../http.ts';
import type { Obj } from '../obj.ts';
import { asList, asText } from '../obj.ts';
import { draw } from './draw.ts';
import { checkMessages } from './limits.ts';
import { makeFindings } from './limits-action.ts';
import { type LineState, newMessageId, screenOf } from './state.ts';

/** Answers with the platform's error body, and remembers it. */
export function refusal(state: LineState, call: string, status: number, message: string, more: Obj = {}): Answer {
  if (state.refused.length < 10_000) state.refused.push({ call, status, message });
  return { status, body: { message, ...more } };
}

const MONTHLY = 'You have reached your monthly limit.';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const USER = /^U[0-9a-f]{32}$/;
const lastGood = new WeakMap<LineState, string>();

/** Checks message objects; the same ones again are not looked at twice. */
function badMessages(state: LineState, call: string, messages: Obj[]): Answer | undefined {
  const text = JSON.stringify(messages);
  if (lastGood.get(state) === text) return undefined;
  const found = makeFindings();
  checkMessages(found, messages);
  for (const n of found.noted) state.violations.push(`${call}: ${n.property}: ${n.message}`);
  for (const r of found.refused) state.violations.push(`${call}: ${r.property}: ${r.message}`);
  if (found.refused.length === 0) {
    lastGood.set(state, text);
    return undefined;
  }
  const message = `The request body has ${found.refused.length} error(s)`;
  return refusal(state, call, 400, message, { details: found.refused });
}

function deliver(state: LineState, address: string, messages: Obj[]): void {
  if (state.options.counting) {
    state.counts.add(address);
    return;
  }
  state.counts.add(address);
  const screen = screenOf(state, address);
  for (const message of messages) {
    for (const { bubble, keys } of draw(message)) screen.add({ own: false, ref: newMessageId(state), bubble, keys });
  }
}

function take(
  state: LineState,
  kind: string,
  to: string[],
  messages: Obj[],
  requestId: string,
  retryKey?: string,
): Obj[] {
  for (const address of to) {
    const person = state.people.get(address);
    // The platform takes it and delivers nothing to people who blocked the shop or never knew it.
    if (person ? person.friend : state.options.counting || !USER.test(address)) deliver(state, address, messages);
  }
  if (!state.options.counting) state.accepted.push({ kind, to, messages, requestId, ...(retryKey && { retryKey }) });
  return messages.map(() => ({ id: newMessageId(state), quoteToken: randomUUID() }));
}

/** Answers to an event with its reply token. */
export function reply(state: LineState, call: Call, body: Obj, requestId: string): Answer {
  if (call.headers['x-line-retry-key']) {
    state.violations.push('reply: X-Line-Retry-Key is not allowed');
    return refusal(state, 'reply', 400, 'X-Line-Retry-Key is not supported');
  }
  const bad = badMessages(state, 'reply', asList(body.messages));
  if (bad) return bad;
  const token = state.tokens.get(asText(body.replyToken));
  const late = token && performance.now() - token.issued > (state.options.tokenLife ?? 60_000);
  if (!token || token.used || late) {
    if (!token) state.violations.push('reply: a token that was never given');
    else if (token.told && !token.redelivered) state.violations.push('reply: a token was used twice');
    return refusal(state, 'reply', 400, 'Invalid reply token');
  }
  token.used = true;
  const sentMessages = take(state, 'reply', [token.address], asList(body.messages), requestId);
  return { status: 200, body: { sentMessages } };
}

function known(state: LineState, address: string): boolean {
  if (state.options.counting || state.options.strangers === 'accept') return true;
  return state.people.has(address) || state.screens.has(address);
}

/** Push and multicast: recipients, retry key, quota, then delivery. */
export function send(
  state: LineState,
  kind: 'push' | 'multicast' | 'broadcast',
  call: Call,
  body: Obj,
  requestId: string,
): Answer {
  const key = call.headers['x-line-retry-key'] as string | undefined;
  if (key !== undefined && !UUID.test(key)) {
    state.violations.push(`${kind}: the retry key is no UUID: ${key}`);
    return refusal(state, kind, 400, 'The retry key is invalid');
  }
  const bad = badMessages(state, kind, asList(body.messages)) ?? badRecipients(state, kind, body);
  if (bad) return bad;
  const text = createHash('sha1').update(call.body).digest('base64');
  const before = key ? state.keys.get(key) : undefined;
  if (before) {
    if (before.body !== text) state.violations.push(`${kind}: one retry key with two different bodies: ${key}`);
    const again = refusal(
      state,
      kind,
      409,
      'The retry key is already accepted',
      before.sent && { sentMessages: before.sent },
    );
    return { ...again, headers: { 'x-line-accepted-request-id': before.requestId } };
  }
  const to = recipients(state, kind, body);
  const paying = to.filter((a) => state.people.get(a)?.friend ?? true).length;
  if (state.quota.limit !== undefined && state.quota.used + paying > state.quota.limit) {
    return refusal(state, kind, 429, MONTHLY);
  }
  state.quota.used += paying;
  const sent = take(state, kind, to, asList(body.messages), requestId, key);
  const sentMessages = kind === 'push' ? sent : undefined;
  if (key) state.keys.set(key, { requestId, body: text, ...(sentMessages && { sent: sentMessages }) });
  return { status: 200, body: sentMessages ? { sentMessages } : {} };
}

function recipients(state: LineState, kind: string, body: Obj): string[] {
  if (kind === 'push') return [asText(body.to)];
  if (kind === 'multicast') return [...new Set(body.to as string[])];
  return [...state.people.values()].filter((p) => p.friend).map((p) => p.id);
}

function badRecipients(state: LineState, kind: string, body: Obj): Answer | undefined {
  if (kind === 'push') {
    const to = asText(body.to);
    if (!/^[UCR][0-9a-f]{32}$/.test(to)) {
      state.violations.push(`push: no id: ${to}`);
      return refusal(state, kind, 400, "The property, 'to', in the request body is invalid (line: -, column: -)");
    }
    return known(state, to) ? undefined : refusal(state, kind, 400, 'Failed to send messages');
  }
  if (kind !== 'multicast') return undefined;
  const to = body.to as string[];
  if (to.length < 1 || to.length > 500) {
    state.violations.push(`multicast: ${to.length} recipients`);
    return refusal(state, kind, 400, 'The request body has 1 error(s)', {
      details: [{ message: 'Size must be between 1 and 500', property: 'to' }],
    });
  }
  const wrong = to.findIndex((id) => !USER.test(id));
  if (wrong < 0) return undefined;
  state.violations.push(`multicast: to[${wrong}] is no user id: ${to[wrong]}`);
  return refusal(state, kind, 400, `The property, to[${wrong}], in the request body is invalid (line: -, column: -)`);
}

/** Dry run of message objects. */
export function validate(state: LineState, body: Obj): Answer {
  return badMessages(state, 'validate', asList(body.messages)) ?? { status: 200, body: {} };
}
