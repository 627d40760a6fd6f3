import { Segment } from '../../entities/segment.ts';
import { newId } from '../lib/ids.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { inlineSegments } from './inline-segments.ts';
import { lockSegments } from './lock-segments.ts';
import type { Rule } from './rule.ts';
import { segmentName } from './segment-name.ts';
import { settleNames } from './settle-names.ts';

/** Makes a segment by a rule, or an empty list where there is none. Refuses a name that a segment has. */
export async function createSegment(tx: Tx, by: Actor, what: { name: string; rule: Rule | null }): Promise<Segment> {
  authorise(by, 'publish');
  const name = segmentName(what.name);
  await lockSegments(tx);
  const rule = what.rule && (await settleNames(tx, what.rule));
  // Whatever it names has to be there, and to go in no circle.
  if (rule) await inlineSegments(tx, rule, [name]);
  const id = newId(tx.now.getTime());
  const written = await tx.db.query(
    `insert into segment (id, name, rule, created_by, created_at) values ($1, $2, $3, $4, $5)
     on conflict (lower(name)) where retired_at is null do nothing returning id`,
    [id, name, rule && JSON.stringify(rule), staffId(by), tx.now],
  );
  if (written.length === 0) throw new Refusal('segment-name-taken', { name });
  return tx.db.findOneByOrFail(Segment, { id });
}
