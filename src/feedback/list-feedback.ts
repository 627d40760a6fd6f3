import type { Fault } from '../../entities/feedback.ts';
import type { Terms } from '../campaigns/terms.ts';
import { maskName } from '../lib/plain-text.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { feedbackWhere, type Which } from './which.ts';

/** What somebody said; their name is masked. */
export interface Said {
  id: string;
  customer: string;
  redemptionId: string | null;
  storeId: string | null;
  store: string | null;
  campaignId: string | null;
  campaignRef: string | null;
  terms: Terms | null;
  rating: number | null;
  fault: Fault | null;
  words: string | null;
  at: Date;
}

/** A page of what was said, the newest first; `before` is the last id of the page before. */
export async function listFeedback(
  tx: Tx,
  by: Actor,
  { before, size, withWords, ...which }: Which & { before?: string; size: number; withWords?: boolean },
): Promise<Said[]> {
  const { sql, values } = feedbackWhere(by, which);
  const rows: (Omit<Said, 'customer'> & { name: string | null })[] = await tx.db.query(
    `select f.id, c.name, f.redemption_id as "redemptionId", f.store_id as "storeId", s.name as store,
       f.campaign_id as "campaignId", g.ref as "campaignRef", v.terms, f.rating, f.reason as fault, f.words, f.at
     from feedback f
     join customer c on c.id = f.customer_id
     left join store s on s.id = f.store_id
     left join campaign g on g.id = f.campaign_id
     left join campaign_terms v on v.campaign_id = g.id and v.version = g.terms_version
     where ${sql} and ($7::boolean is not true or f.words is not null)
       and ($8::uuid is null or (f.at, f.id) < (select b.at, b.id from feedback b where b.id = $8))
     order by f.at desc, f.id desc limit $9`,
    [...values, withWords ?? null, before ?? null, size],
  );
  return rows.map(({ name, ...said }) => ({ ...said, customer: maskName(name) }));
}
