import { inLanguage, type Terms } from '../campaigns/terms.ts';
import { post } from '../outbox/post.ts';
import { persist, type Sending } from '../outbox/sending.ts';
import { USED_UP } from '../outbox/used-up.ts';
import { inTransaction, type Tx } from '../transaction.ts';

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
      await tellStarter(tx, channel.name, broadcastId);
    }),
  );
}

/** What a machine or the operator started is the owners' to know. */
async function tellStarter(tx: Tx, channel: string, id: string): Promise<void> {
  for (const { customer, language, ref, terms, others } of await tx.db.query(STARTERS, [id, channel])) {
    await post(tx, customer, {
      subject: `broadcast:${id}:used-up:${tx.now.getTime()}:${customer}`,
      class: 'notice',
      say: (t) => [
        {
          title: t.broadcasts.titled(inLanguage(terms as Terms['name'], language, tx.shop.language)),
          text: t.broadcasts.usedUp(t.broadcasts.channelName(channel), others),
          buttons: [
            { label: t.audience.resume(), says: `/broadcast ${ref} resume` },
            { label: t.broadcasts.progress(), says: `/broadcast ${ref} progress` },
            { label: t.broadcasts.stop(), says: `/broadcast ${ref} stop` },
          ],
        },
      ],
    });
  }
}

const REST = `
update broadcast set state = 'paused', reason = $2
where id = $1 and state = 'sending' and exists (select from sender where channel = $3 and token = $4) returning id`;

const STARTERS = `
select p.id as customer, p.language, c.ref, v.terms -> 'name' as terms,
  exists (select from broadcast_chunk k where k.broadcast_id = b.id and k.channel <> $2 and k.state = 'waiting') as others
from broadcast b
join staff s on s.id = b.created_by or (b.created_by is null and s.role = 'owner' and s.ended_at is null)
join customer p on p.id = s.customer_id
join campaign c on c.id = b.campaign_id
join campaign_terms v on v.campaign_id = c.id and v.version = c.terms_version
where b.id = $1`;
