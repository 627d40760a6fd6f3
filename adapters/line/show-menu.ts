import type { House, Menu } from '../../src/chat/channel.ts';
import type { Caller } from './call.ts';
import { menuKey } from './menus.ts';
import { reasonOf } from './outcome.ts';

const MOST_REMEMBERED = 20_000;
const MOST_WAITING = 200;

/** Gives people the menu of their role and language; one at a time, and never in the way of an answer. */
export function menuShower(call: Caller, house: House, ids: () => Map<string, string> | undefined, defaultKey: string) {
  const linked = new Map<string, string>();
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  async function show(userId: string, wanted: string): Promise<void> {
    // Somebody without a note sees the standing menu.
    const before = linked.get(userId) ?? (await house.recall(`menu-of:${userId}`)) ?? ids()?.get(defaultKey);
    if (before !== wanted) {
      const reply = await call({ method: 'POST', path: `/v2/bot/user/${userId}/richmenu/${wanted}` });
      if (reply.status !== 200) {
        house.log.warn({ reason: reasonOf(reply) }, 'A menu could not be shown');
        return;
      }
      await house.remember(`menu-of:${userId}`, wanted);
    }
    if (linked.size >= MOST_REMEMBERED) linked.clear();
    linked.set(userId, wanted);
  }

  // People who came before the menus were known; theirs are shown as soon as they are.
  const early = new Map<string, Menu>();

  function give(userId: string, menu: Menu): void {
    if (!ids()) {
      if (early.size < MOST_WAITING) early.set(userId, menu);
      return;
    }
    const wanted = ids()?.get(menuKey(menu));
    if (!wanted || linked.get(userId) === wanted || waiting >= MOST_WAITING) return;
    waiting += 1;
    last = last
      .then(() => show(userId, wanted))
      .catch((error: unknown) => house.log.warn({ error: String(error) }, 'A menu could not be shown'))
      .finally(() => {
        waiting -= 1;
      });
  }

  function giveEarly(): void {
    for (const [userId, menu] of early) give(userId, menu);
    early.clear();
  }
  return { give, giveEarly };
}
