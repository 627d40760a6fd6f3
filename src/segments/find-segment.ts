import { IsNull } from 'typeorm';
import { Segment } from '../../entities/segment.ts';
import { isId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { near } from './near.ts';

/** The segment of that name, in any case, or id. Refuses what there is not or no longer is, with the nearest name. */
export async function findSegment(tx: Tx, nameOrId: string): Promise<Segment> {
  const found = await lookUpSegment(tx, nameOrId);
  if (found) return found;
  const names: { name: string }[] = await tx.db.query(
    'select name from segment where retired_at is null order by name',
  );
  const called = names.map(({ name }) => name);
  throw new Refusal('segment-unknown', { name: nameOrId.trim(), near: near(nameOrId, called)[0] ?? null });
}

/** The same; undefined when there is none. */
export async function lookUpSegment(tx: Tx, nameOrId: string): Promise<Segment | undefined> {
  if (isId(nameOrId)) {
    const byId = await tx.db.findOneBy(Segment, { id: nameOrId.toLowerCase(), retiredAt: IsNull() });
    if (byId) return byId;
  }
  const named = tx.db.createQueryBuilder(Segment, 'g').where('lower(g.name) = lower(:name) and g.retired_at is null');
  return (await named.setParameters({ name: nameOrId.trim() }).getOne()) ?? undefined;
}
