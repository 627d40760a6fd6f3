import type { messagingApi } from '@line/bot-sdk';
import type { Caller } from './call.ts';
import { reasonOf } from './outcome.ts';

/** What became of an answer by reply token. */
export type Replied = { outcome: 'taken' | 'token-refused' | 'unclear' } | { outcome: 'refused'; reason: string };

const TRIES = 3;

/**
 * Answers with a reply token. A token works once, so it is its own idempotency key: after a time-out or a 5xx the same
 * reply is tried again, and a token refused then had been taken before.
 */
export async function reply(call: Caller, replyToken: string, messages: messagingApi.Message[]): Promise<Replied> {
  let perhapsTaken = false;
  for (let attempt = 1; ; attempt++) {
    const answer = await call({ method: 'POST', path: '/v2/bot/message/reply', json: { replyToken, messages } });
    if (answer.status >= 200 && answer.status < 300) return { outcome: 'taken' };
    if (answer.status === 400 && /reply token/i.test(answer.text)) {
      return { outcome: perhapsTaken ? 'taken' : 'token-refused' };
    }
    const again = answer.status === 0 || answer.status === 429 || answer.status >= 500;
    if (!again) return { outcome: 'refused', reason: reasonOf(answer) };
    perhapsTaken ||= answer.status !== 429 && answer.left;
    if (attempt === TRIES) return { outcome: 'unclear' };
    await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
  }
}
