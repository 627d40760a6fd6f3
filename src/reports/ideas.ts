import { countIdeas, type IdeaView, listIdeas } from '../ideas/list-ideas.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import type { Period } from './period.ts';
import { openScope, type Scope } from './scope.ts';

/** What a table holds at most. */
const MOST = 10_000;

export interface Ideas {
  scope: Scope;
  counts: Awaited<ReturnType<typeof countIdeas>>;
  ideas: IdeaView[];
}

/** Ideas that customers sent in the period, by tag and one by one. They belong to no store: all readers see all. */
export async function ideas(tx: Tx, by: Actor, period?: Period): Promise<Ideas> {
  const { scope } = await openScope(tx, by, period);
  const within = { since: scope.from, until: scope.until };
  const { ideas: all } = await listIdeas(tx, by, { ...within, page: 1, size: MOST });
  return { scope, counts: await countIdeas(tx, by, within), ideas: all };
}
