import type { House } from '../../src/chat/channel.ts';
import type { Webhook } from '../adapter.ts';
import { type Hearings, hearings } from './hearings.ts';
import { type Parsed, parse, type Said } from './parse.ts';

/** What the webhook needs of the channel. */
export interface Listening {
  house: House;
  signed(body: Buffer, signature: string | string[] | undefined): boolean;
  /** Adds what the platform knows of a person who starts. */
  introduce(said: Said): Promise<void>;
  /** Called with each answer as soon as its event is heard; not waited for. */
  answered(said: Said, heard: Awaited<ReturnType<House['hear']>>, at: number): void;
  /** Called with the token of each command given in a group. */
  inGroup(replyToken: string): void;
  open(): boolean;
}

// Friends of an account that was there before us may begin with any line; a claim in a rush asks nobody's name.
const UNINTRODUCED = /^\/(claim|blocked|unblocked|unsend)\b/;
// LINE waits two seconds for the 200.
const HEAR_WITHIN = 1500;
const KEEP_WITHIN = 350;

/** The webhook: 200 only when each event is heard or kept. Hearing goes on in the background when it takes longer. */
export function webhookOf(listening: Listening): { webhook: Webhook; hearing: Hearings } {
  const hearing = hearings({ withinMs: HEAR_WITHIN, hearNow, late: keep });

  async function hearNow(said: Said, at: number): Promise<boolean> {
    try {
      if (!UNINTRODUCED.test(said.inbound.text)) await listening.introduce(said);
      listening.answered(said, await listening.house.hear(said.inbound), at);
      return true;
    } catch (error) {
      listening.house.log.warn({ event: said.inbound.id, error: String(error) }, 'An event could not be heard now');
      return false;
    }
  }

  /** True when it is kept in time. */
  function keep(said: Said): Promise<boolean> {
    return new Promise((resolve) => {
      const late = setTimeout(resolve, KEEP_WITHIN, false);
      listening.house
        .keep(said.inbound)
        .then(
          () => resolve(true),
          () => resolve(false),
        )
        .finally(() => clearTimeout(late));
    });
  }

  return {
    hearing,
    webhook: {
      path: '/webhooks/line',
      maxBytes: 1024 * 1024,
      async receive(headers, body) {
        if (!listening.signed(body, headers['x-line-signature'])) return 401;
        if (!listening.open()) return 503;
        let parsed: Parsed;
        try {
          parsed = parse(JSON.parse(body.toString('utf8')));
        } catch {
          return 400;
        }
        for (const token of parsed.inGroup) listening.inGroup(token);
        const [one, ...more] = parsed.said;
        if (!one) return 200;
        const taken = more.length > 0 ? all(parsed.said.map(hearing.hear)) : hearing.hear(one);
        return (await taken) ? 200 : 503;
      },
    },
  };
}

const all = async (each: Promise<boolean>[]) => (await Promise.all(each)).every(Boolean);
