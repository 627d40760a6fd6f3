import { maskName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** An idea as staff see it: whose it is stays masked. */
export interface IdeaView {
  ref: string;
  customer: string;
  words: string;
  tags: string[];
  at: Date;
}

/** Which ideas are meant; `tag: ''` means those without any. */
export interface WhichIdeas {
  tag?: string;
  since?: Date;
  until?: Date;
}

const WHICH = `($1::timestamptz is null or i.at >= $1) and ($2::timestamptz is null or i.at < $2)
  and ($3::text is null or case when $3 = '' then i.tags = '{}' else $3 = any(i.tags) end)`;

/** A page of ideas, the newest first, and how many there are. */
export async function listIdeas(
  tx: Tx,
  by: Actor,
  { page, size, ...which }: WhichIdeas & { page: number; size: number },
): Promise<{ ideas: IdeaView[]; total: number }> {
  authorise(by, 'read-figures');
  const values = [which.since ?? null, which.until ?? null, which.tag ?? null];
  const rows = await tx.db.query(`${VIEW} where ${WHICH} order by i.at desc, i.id desc limit $4 offset $5`, [
    ...values,
    size,
    (page - 1) * size,
  ]);
  const [{ total }] = await tx.db.query(`select count(*)::int as total from idea i where ${WHICH}`, values);
  return { ideas: rows.map(masked), total };
}

/** The idea with this ref. */
export async function ideaNamed(tx: Tx, by: Actor, ref: string): Promise<IdeaView> {
  authorise(by, 'read-figures');
  const [row] = await tx.db.query(`${VIEW} where i.ref = $1`, [ref.trim().toUpperCase()]);
  if (!row) throw new Refusal('idea-unknown');
  return masked(row);
}

/** How many ideas each tag has, the most frequent first, and how many have none. */
export async function countIdeas(
  tx: Tx,
  by: Actor,
  { since, until }: Omit<WhichIdeas, 'tag'> = {},
): Promise<{ total: number; people: number; untagged: number; tags: { tag: string; count: number }[] }> {
  authorise(by, 'read-figures');
  const values = [since ?? null, until ?? null, null];
  const [sum] = await tx.db.query(
    `select count(*)::int as total, count(distinct i.customer_id)::int as people,
       (count(*) filter (where i.tags = '{}'))::int as untagged from idea i where ${WHICH}`,
    values,
  );
  const tags = await tx.db.query(
    `select tag, count(*)::int as count from idea i, unnest(i.tags) as tag where ${WHICH} group by 1 order by 2 desc, 1`,
    values,
  );
  return { ...sum, tags };
}

const VIEW = `select i.ref, c.name as customer, i.words, i.tags, i.at from idea i join customer c on c.id = i.customer_id`;

const masked = (row: Omit<IdeaView, 'customer'> & { customer: string | null }): IdeaView => ({
  ...row,
  customer: maskName(row.customer),
});
