import { persist, type Sending } from '../outbox/sending.ts';
import { USED_UP } from '../outbox/used-up.ts';
import { inTransaction } from '../transaction.ts';
import { tellOfRest } from './tell-of-rest.ts';

/** Why a broadcast is paused whose people on that channel cannot be told this month; the others still are. */
export const usedUpOn = (channel: string) => `${USED_UP}:${channel}`;

/** The channel whose month is used up, where that is why a broadcast rests. */
export const channelUsedUp = (reason: string | null): string | undefined =>
  reason?.startsWith(`${USED_UP}:`) ? reason.slice(USED_UP.length + 1) : undefined;

/** SQL: a chunk `k` may leave, because its broadcast is being sent, or rests only for another channel's sake. */
export const MAY_LEAVE = `exists (select from broadcast b where b.id = k.broadcast_id and (b.state = 'sending'
  or (b.state = 'paused' and b.reason like '${USED_UP}:%' and b.reason <> '${USED_UP}:' || k.channel)))`;

/** Has a broadcast rest that the platform takes no more of this month, and tells whoever started it; once for each rest. */
export async function restForTheMonth(sending: Sending, broadcastId: string): Promise<void> {
  const { app, channel, hold } = sending;
  await persist(sending, () =>
    inTransaction(app, async (tx) => {
      const [rested] = await tx.db.query(REST, [broadcastId, usedUpOn(channel.name), channel.name, hold.token]);
      if (rested.length === 0) return;
      app.log.warn({ channel: channel.name, broadcast: broadcastId }, 'A broadcast rests: the month is used up');
      const told = { id: broadcastId, why: 'used-up', channel: channel.name };
      await tellOfRest(tx, told, (t, others) => t.broadcasts.usedUp(t.broadcasts.channelName(channel.name), others));
    }),
  );
}

const REST = `
update broadcast set state = 'paused', reason = $2
where id = $1 and state = 'sending' and exists (select from sender where channel = $3 and token = $4) returning id`;
