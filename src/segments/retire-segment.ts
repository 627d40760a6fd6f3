import { IsNull } from 'typeorm';
import { Segment } from '../../entities/segment.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { findSegment } from './find-segment.ts';
import { segmentsIn, storedRule } from './inline-segments.ts';
import { lockSegments } from './lock-segments.ts';

/** Takes a segment out of use; its name is free again. Refused while another segment or a trigger goes by it. */
export async function retireSegment(tx: Tx, by: Actor, nameOrId: string): Promise<Segment> {
  authorise(by, 'publish');
  await lockSegments(tx);
  const segment = await findSegment(tx, nameOrId);
  const users = [...(await segmentsNaming(tx, segment)), ...(await triggersOf(tx, segment))];
  if (users.length > 0) throw new Refusal('segment-in-use', { name: segment.name, by: users });
  await tx.db.update(Segment, { id: segment.id }, { retiredAt: tx.now });
  return segment;
}

async function segmentsNaming(tx: Tx, { id, name }: Segment): Promise<string[]> {
  const others = await tx.db.find(Segment, { where: { retiredAt: IsNull() }, order: { name: 'ASC' } });
  const names = ({ rule }: Segment) => (rule ? segmentsIn(storedRule(rule)) : []);
  const called = name.toLowerCase();
  return others
    .filter((other) => other.id !== id && names(other).some((one) => one.toLowerCase() === called))
    .map((other) => other.name);
}

async function triggersOf(tx: Tx, { id }: Segment): Promise<string[]> {
  const rows: { name: string }[] = await tx.db.query(
    `select name from trigger where segment_id = $1 and state = 'on' order by name`,
    [id],
  );
  return rows.map(({ name }) => name);
}
