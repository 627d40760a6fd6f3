import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '../../src/chat/channel.ts';
import { type Caller, jsonOf } from './call.ts';

const NOTE = 'basic-id';
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 600_000;

/** The account's public id, by which people find it; known from earlier starts while LINE is away. */
export function accountOf(call: Caller, house: House, signal: AbortSignal) {
  let basicId: string | undefined;
  const learn = (given: unknown) => {
    if (typeof given === 'string' && /^@[\w.-]{1,40}$/.test(given)) basicId = given;
    return basicId === given;
  };
  return {
    addFriend: () => basicId && `https://line.me/R/ti/p/${basicId}`,
    /** Asks LINE until it answers; a wrong token is for the doctor to say. */
    async ask(): Promise<void> {
      learn(await house.recall(NOTE).catch(() => undefined));
      for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
        const before = basicId;
        const info = await call({ method: 'GET', path: '/v2/bot/info' });
        if (info.status === 200) {
          const told = jsonOf<{ basicId: string }>(info)?.basicId;
          if (told && learn(told) && told !== before) await house.remember(NOTE, told).catch(() => undefined);
          return;
        }
        if (info.status >= 400 && info.status < 500 && info.status !== 429) return;
        await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
      }
    },
  };
}
