import { CustomerTag } from '../../entities/customer-tag.ts';
import { cleanName, graphemes } from '../lib/plain-text.ts';
import { refuseStranger } from '../points/stranger.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** So many tags a person, and so many letters a tag. */
export const MOST_TAGS = 10;
export const LETTERS = 30;

/** Notes a word or two about a customer; the same again changes nothing. Gives the tag as it is kept. */
export async function tagCustomer(tx: Tx, by: Actor, what: { customerId: string; tag: string }): Promise<string> {
  const { id, tag } = await read(tx, by, what);
  // One at a time, so that the limit holds.
  await tx.db.query('select from customer where id = $1 for no key update', [id]);
  const count = await tx.db.countBy(CustomerTag, { customerId: id });
  const [known] = await tx.db.query('select from customer_tag where customer_id = $1 and tag = $2', [id, tag]);
  if (known) return tag;
  if (count >= MOST_TAGS) throw new Refusal('tags-many', { most: MOST_TAGS });
  await tx.db.insert(CustomerTag, { customerId: id, tag, by: actorName(by), at: tx.now });
  await note(tx, by, 'tag-customer', id, tag);
  return tag;
}

/** Takes a tag off; refuses one that the customer does not have. */
export async function untagCustomer(tx: Tx, by: Actor, what: { customerId: string; tag: string }): Promise<string> {
  const { id, tag } = await read(tx, by, what);
  const { affected } = await tx.db.delete(CustomerTag, { customerId: id, tag });
  if (!affected) throw new Refusal('tag-unknown', { tag });
  await note(tx, by, 'untag-customer', id, tag);
  return tag;
}

/** Tags in use, the most used first, and how many people have each. */
export async function tagsInUse(tx: Tx, by: Actor, most = 100): Promise<{ tag: string; people: number }[]> {
  authorise(by, 'tag-customer');
  return tx.db.query(
    `select t.tag, count(*)::int as people from customer_tag t join customer c on c.id = t.customer_id
     where c.merged_into is null group by t.tag order by people desc, t.tag limit $1`,
    [most],
  );
}

/** A tag as it is kept: lower case, one line, at most 30 letters, and nothing that a rule's grammar would take for its own. */
export function readTag(text: string): string {
  const tag = (cleanName(text.normalize('NFKC')) ?? '').replace(/^#+\s*/, '').toLowerCase();
  if (!tag || graphemes(tag) > LETTERS || /["“”「」,，、;；()（）]/.test(tag))
    throw new Refusal('tag-shape', { most: LETTERS });
  return tag;
}

async function read(tx: Tx, by: Actor, { customerId, tag }: { customerId: string; tag: string }) {
  authorise(by, 'tag-customer');
  await refuseStranger(tx, customerId);
  const [{ id }] = await tx.db.query('select kept_customer($1) as id', [customerId]);
  return { id, tag: readTag(tag) };
}

async function note(tx: Tx, by: Actor, act: 'tag-customer' | 'untag-customer', id: string, tag: string): Promise<void> {
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    act,
    id,
    { tag },
    tx.now,
  ]);
}
