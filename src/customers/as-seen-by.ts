import { type Actor, may } from '../staff/actor.ts';
import { seesNames } from './masks.ts';
import type { Entry, Kind } from './timeline-kinds.ts';

/** What staff and the shop wrote calls people by their names, also by those that they had before. */
const WRITTEN: Partial<Record<Kind, readonly string[]>> = {
  message: ['text'],
  answer: ['note'],
  undo: ['reason'],
  refund: ['reason'],
};
/** What customers have told us is read by whoever reads feedback. */
const TOLD: Partial<Record<Kind, readonly string[]>> = {
  feedback: ['words'],
  survey: ['reason', 'wish', 'words'],
  idea: ['words', 'tags'],
};

/** True for who may read what customers have said; a key that reads customers reads all of them. */
export const readsFeedback = (by: Actor): boolean => by.kind !== 'staff' || may(by, 'read-figures');

/** An entry without the texts that are not for the actor: those are null. That something happened is left. */
export function asSeenBy(by: Actor, entry: Entry): Entry {
  const hidden = [
    ...((!seesNames(by) && WRITTEN[entry.kind]) || []),
    ...((!readsFeedback(by) && TOLD[entry.kind]) || []),
  ];
  if (hidden.length === 0) return entry;
  return { ...entry, facts: { ...entry.facts, ...Object.fromEntries(hidden.map((one) => [one, null])) } };
}
