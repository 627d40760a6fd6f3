import type { Chance } from '../lib/chance.ts';
import { type Hand, pause } from '../lib/crew.ts';
import type { History } from '../lib/history.ts';
import { codes, plainCode } from '../lib/people.ts';
import type { Answers } from '../lib/worker.ts';

export type Act = 'claim' | 'redeem' | 'undo';

/** Everything about one person's coupon, in the order in which it was asked for and answered. */
export type Line =
  | { at: 'asks'; who: string; act: Act; event: string; of?: string }
  | {
      at: 'answered';
      who: string;
      act: Act;
      event: string;
      again: boolean;
      code?: string;
      redemption?: string;
      of?: string;
      text: string;
    }
  | { at: 'unknown'; who: string; act: Act; event: string; why: string }
  | { at: 'bug'; who: string; act: Act; event: string; why: string }
  | { at: 'gave-up'; who: string; act: Act; event: string };

interface Lane {
  chance: Chance;
  history: History<Line>;
  hand(): Hand;
  over(): boolean;
  /** The next person, undefined when there are no more. */
  person(): string | undefined;
  clerk: string;
}

/** One clerk and their customers, one after the other: each claims, most redeem, some take it back and redeem again. */
export async function live(lane: Lane): Promise<void> {
  const { chance, over, clerk } = lane;
  while (!over()) {
    const who = lane.person();
    if (!who) return;
    const claimed = await ask(lane, who, 'claim', who, '/claim LATTE', `${who}.claim`);
    if (!claimed?.code || chance.in(0.2)) continue;
    for (let round = 1; round <= 3 && !over(); round++) {
      const amount = chance.whole(60, 300);
      const redeemed = await ask(
        lane,
        who,
        'redeem',
        clerk,
        `/redeem ${claimed.code} ${amount}`,
        `${who}.redeem.${round}`,
      );
      const token = redeemed?.says.find((line) => line.startsWith('/undo '))?.slice(6);
      if (!token || chance.in(0.5)) break;
      const undone = await ask(
        lane,
        who,
        'undo',
        clerk,
        `/undo ${token}`,
        `${who}.undo.${round}`,
        codes.couponOf(token),
      );
      if (!undone || chance.in(0.5)) break;
    }
  }
}

/** Says a line until it is answered, as a platform does; now and then nobody asks again. */
async function ask(
  { chance, history, hand }: Lane,
  who: string,
  act: Act,
  from: string,
  text: string,
  event: string,
  of?: string,
): Promise<Answers['hear'] | undefined> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    history.write({ at: 'asks', who, act, event, ...(of ? { of } : {}) });
    const result = await hand().call('hear', { id: event, channel: 'terminal', from, text });
    if ('done' in result) {
      const { code, says, again, text: said } = result.done;
      const token = says.find((line) => line.startsWith('/undo '))?.slice(6);
      history.write({
        at: 'answered',
        who,
        act,
        event,
        again,
        text: said,
        ...(code ? { code: plainCode(code) } : {}),
        ...(act === 'redeem' && token ? { redemption: codes.couponOf(token)! } : {}),
        ...(of ? { of } : {}),
      });
      return result.done;
    }
    const why = Object.values(result).join();
    history.write({ at: 'bug' in result ? 'bug' : 'unknown', who, act, event, why });
    if (chance.in(0.1)) break;
    await pause(50 + chance.next() * 200);
  }
  history.write({ at: 'gave-up', who, act, event });
  return undefined;
}
