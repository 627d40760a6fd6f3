import type { Caller } from './call.ts';
import { jsonOf } from './call.ts';

/** Name and language as LINE knows them; empty when it does not say soon. */
export async function profileOf(call: Caller, userId: string): Promise<{ name?: string; language?: string }> {
  const reply = await call({ method: 'GET', path: `/v2/bot/profile/${encodeURIComponent(userId)}`, timeoutMs: 800 });
  const { displayName, language } =
    (reply.status === 200 && jsonOf<{ displayName: string; language: string }>(reply)) || {};
  return {
    ...(typeof displayName === 'string' && { name: displayName }),
    ...(typeof language === 'string' && { language }),
  };
}
