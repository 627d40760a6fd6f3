import type { Tx } from '../transaction.ts';

/** A tag that came over; `had` when the one who was kept had it as well. */
export interface MovedTag {
  tag: string;
  by: string;
  at: string;
  had: boolean;
}

/** Moves what staff noted about somebody to who they have become. */
export async function moveTags(tx: Tx, keptId: string, joinedId: string): Promise<MovedTag[]> {
  return tx.db.query(
    `with moved as (delete from customer_tag where customer_id = $2 returning tag, by, at),
     ours as (
       insert into customer_tag (customer_id, tag, by, at) select $1, tag, by, at from moved
       on conflict do nothing returning tag
     )
     select m.tag, m.by, m.at, o.tag is null as had from moved m left join ours o using (tag) order by m.tag`,
    [keptId, joinedId],
  );
}

/** Gives back the tags that came and are still there: what staff have taken off since, they took off for both. */
export async function moveTagsBack(tx: Tx, keptId: string, joinedId: string, moved: MovedTag[]): Promise<void> {
  await tx.db.query(
    `with came as (select * from jsonb_to_recordset($3::jsonb) as m (tag text, by text, at timestamptz, had boolean)),
     still as (select m.* from came m join customer_tag t on t.customer_id = $1 and t.tag = m.tag),
     gone as (delete from customer_tag t using still s where t.customer_id = $1 and t.tag = s.tag and not s.had)
     insert into customer_tag (customer_id, tag, by, at) select $2, tag, by, at from still on conflict do nothing`,
    [keptId, joinedId, JSON.stringify(moved)],
  );
}
