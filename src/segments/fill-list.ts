import { Segment } from '../../entities/segment.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/**
 * Puts customers on a list; who is on it stays, who was merged comes as who they are now. Gives how many came on it.
 * Ids that are nobody's are left out.
 */
export async function fillList(tx: Tx, by: Actor, segmentId: string, customerIds: string[]): Promise<number> {
  authorise(by, 'publish');
  const { name, rule } = await tx.db.findOneByOrFail(Segment, { id: segmentId });
  if (rule) throw new Refusal('segment-not-list', { name });
  const written = await tx.db.query(
    `with recursive now as (
       select id, merged_into from customer where id = any($2::uuid[])
       union
       select c.id, c.merged_into from now join customer c on c.id = now.merged_into
     )
     insert into segment_member (segment_id, customer_id)
     select $1, id from now where merged_into is null order by id
     on conflict do nothing returning customer_id`,
    [segmentId, customerIds],
  );
  return written.length;
}
