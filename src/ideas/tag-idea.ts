import { readTag } from '../customers/tags.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type IdeaView, ideaNamed } from './list-ideas.ts';

/** So many tags an idea. */
export const MOST_TAGS = 5;

/** Files an idea under tags, or takes it out of some; the same again changes nothing. */
export async function tagIdea(
  tx: Tx,
  by: Actor,
  ref: string,
  { on = [], off = [] }: { on?: string[]; off?: string[] },
): Promise<IdeaView> {
  authorise(by, 'read-figures');
  const [added, taken] = [on.map(readTag), off.map(readTag)];
  await tx.db.query('select 1 from idea where ref = $1 for update', [ref.trim().toUpperCase()]);
  const idea = await ideaNamed(tx, by, ref);
  const tags = [...new Set([...idea.tags, ...added])].filter((tag) => !taken.includes(tag));
  if (tags.length > MOST_TAGS) throw new Refusal('idea-tags', { most: MOST_TAGS });
  if (tags.join('\n') === idea.tags.join('\n')) return idea;
  await tx.db.query('update idea set tags = $2 where ref = $1', [idea.ref, tags]);
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'tag-idea',
    idea.ref,
    { tags },
    tx.now,
  ]);
  return { ...idea, tags };
}
