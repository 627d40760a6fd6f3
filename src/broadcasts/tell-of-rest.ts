import { inLanguage, type Terms } from '../campaigns/terms.ts';
import { post } from '../outbox/post.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';

/**
 * Tells whoever started a broadcast that it rests by itself, and what can be done; what a machine or the operator started is
 * the owners' to know. `others` is true where people on other channels are still to be told.
 */
export async function tellOfRest(
  tx: Tx,
  { id, why, channel = null }: { id: string; why: string; channel?: string | null },
  say: (t: Words, others: boolean) => string,
): Promise<void> {
  for (const { customer, language, ref, terms, others } of await tx.db.query(STARTERS, [id, channel])) {
    await post(tx, customer, {
      subject: `broadcast:${id}:${why}:${tx.now.getTime()}:${customer}`,
      class: 'notice',
      say: (t) => [
        {
          title: t.broadcasts.titled(inLanguage(terms as Terms['name'], language, tx.shop.language)),
          text: say(t, others),
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

const STARTERS = `
select p.id as customer, p.language, c.ref, v.terms -> 'name' as terms,
  exists (select from broadcast_chunk k where k.broadcast_id = b.id and k.channel <> $2 and k.state = 'waiting') as others
from broadcast b
join staff s on s.id = b.created_by or (b.created_by is null and s.role = 'owner' and s.ended_at is null)
join customer p on p.id = s.customer_id
join campaign c on c.id = b.campaign_id
join campaign_terms v on v.campaign_id = c.id and v.version = c.terms_version
where b.id = $1`;
