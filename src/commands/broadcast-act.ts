import type { Broadcast } from '../../entities/broadcast.ts';
import { countBroadcast } from '../broadcasts/count-broadcast.ts';
import { progressMessage } from '../broadcasts/progress-message.ts';
import { sayWhen } from '../broadcasts/say-when.ts';
import { stateShown } from '../broadcasts/stop-broadcast.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import type { Claimable } from '../coupons/claimable.ts';
import type { Actor } from '../staff/actor.ts';
import type { Said } from './command.ts';

/** One thing to do with a campaign's broadcast; `typed` is what stands after its verb. */
export type Act = (
  said: Said,
  by: Actor & { kind: 'staff' },
  claimable: Claimable,
  typed: string,
) => Promise<Message | Message[]>;

/** Where a broadcast stands. */
export async function showProgress(
  { tx, t, person }: Said,
  { campaign, terms }: Claimable,
  { id, reason, ...one }: Broadcast,
): Promise<Message> {
  const name = inLanguage(terms.name, person.language, tx.shop.language);
  return progressMessage(t, name, campaign.ref, { state: stateShown(one), reason }, await countBroadcast(tx.db, id));
}

/** When a broadcast that waits goes out, or what it waits for. */
export function goesOut({ tx, t }: Said, ref: string, broadcast: Broadcast): Message {
  const buttons = [{ label: t.broadcasts.takeBack(), says: `/broadcast ${ref} recall` }];
  return { text: sayWhen(tx, t, broadcast), buttons };
}
