import { IsNull } from 'typeorm';
import { Segment } from '../../entities/segment.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { findSegment } from './find-segment.ts';
import { inlineSegments, storedRule } from './inline-segments.ts';
import { lockSegments } from './lock-segments.ts';
import type { Rule } from './rule.ts';
import { settleNames } from './settle-names.ts';

/** Gives a segment another rule: whoever looks it up from now on finds others. Refuses lists, and circles. */
export async function changeSegment(tx: Tx, by: Actor, nameOrId: string, given: Rule): Promise<Segment> {
  authorise(by, 'publish');
  await lockSegments(tx);
  const segment = await findSegment(tx, nameOrId);
  if (!segment.rule) throw new Refusal('segment-is-list', { name: segment.name });
  const rule = await settleNames(tx, given);
  await inlineSegments(tx, rule, [segment.name]);
  await tx.db.query('update segment set rule = $2 where id = $1', [segment.id, JSON.stringify(rule)]);
  await refuseWhatGrewTooMuch(tx);
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'change-segment',
    segment.id,
    { from: segment.rule, to: rule },
    tx.now,
  ]);
  return { ...segment, rule };
}

/** Those that name it, and those that name these, have grown with it. */
async function refuseWhatGrewTooMuch(tx: Tx): Promise<void> {
  for (const { name, rule } of await tx.db.findBy(Segment, { retiredAt: IsNull() }))
    if (rule) await inlineSegments(tx, storedRule(rule), [name]);
}
