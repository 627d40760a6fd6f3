import type { Person } from '../chat/person.ts';
import type { Tx } from '../transaction.ts';

/**
 * Notes that somebody followed a campaign's link from a source that a marketer has named; of any other nothing is kept.
 * Until they claim, or join, a later link takes the place of an earlier one, so that rows stay few however often one comes.
 */
export async function noteArrival(
  tx: Tx,
  { identity, customer }: Pick<Person, 'identity' | 'customer'>,
  campaignId: string,
  source: string,
): Promise<void> {
  const fresh = customer.joinedAt === null;
  await tx.db.query(
    `with open as (
       select a.at from (
         select at, fresh from arrival where campaign_id = $1 and identity_id = $2 order by at desc limit 1
       ) a where a.fresh = $4 and not exists (
         select from coupon c where c.customer_id = $5 and c.campaign_id = $1 and c.claimed_at >= a.at)
     ), moved as (
       update arrival a set source = $3, at = $6 from open
       where a.campaign_id = $1 and a.identity_id = $2 and a.at = open.at
         and exists (select from campaign_source where campaign_id = $1 and source = $3)
     )
     insert into arrival (campaign_id, identity_id, source, fresh, at)
     select campaign_id, $2, source, $4, $6 from campaign_source
     where campaign_id = $1 and source = $3 and not exists (select from open)
     on conflict (campaign_id, identity_id, at) do update set source = excluded.source`,
    [campaignId, identity.id, source.toLowerCase(), fresh, customer.id, tx.now],
  );
}
