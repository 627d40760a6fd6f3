import { createHmac } from 'node:crypto';
import { type Posted, post } from '../http.ts';
import type { Obj } from '../obj.ts';
import type { LineState } from './state.ts';

export interface WebhookWish {
  /** Another signature than the right one; null for none. */
  signature?: string | null;
  url?: string;
  /** The exact bytes instead of the events. */
  raw?: string | Buffer;
}

/** The platform's signature of a body. */
export const signLine = (secret: string, body: string | Buffer): string =>
  createHmac('sha256', secret).update(body).digest('base64');

/** Where a webhook goes: the address that was set, over the origin that stands for it. */
export function targetOf(address: string | undefined, origin: string | undefined): string {
  if (!address) throw new Error('the phone knows no webhook address: set webhookUrl');
  if (!origin) return address;
  const url = new URL(address);
  return new URL(url.pathname + url.search, origin).href;
}

/** Posts a signed webhook and gives the answer; a slow one is a violation. */
export async function postWebhook(state: LineState, events: Obj[], wish: WebhookWish = {}): Promise<Posted> {
  const body = wish.raw ?? JSON.stringify({ destination: state.botId, events });
  const signature = wish.signature === undefined ? signLine(state.options.channelSecret, body) : wish.signature;
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'LineBotWebhook/2.0',
  };
  if (signature !== null) headers['x-line-signature'] = signature;
  const answer = await post(targetOf(wish.url ?? state.webhookUrl, state.options.origin), headers, body, 30_000);
  const limit = state.options.webhookLimit ?? 2000;
  if (answer.ms > limit) state.violations.push(`webhook: answered after ${Math.round(answer.ms)} ms`);
  return answer;
}
