import { type Actor, authorise } from '../staff/actor.ts';
import { storeOf } from './ticket-view.ts';

/** Which feedback is meant; what is missing is not asked for. */
export interface Which {
  since?: Date;
  until?: Date;
  storeId?: string;
  campaignId?: string;
  /** At most so many stars. */
  mostStars?: number;
}

/**
 * The condition for rows `f` of feedback, with its values. A manager of one store sees that store alone. Refuses who may
 * read no figures.
 */
export function feedbackWhere(by: Actor, which: Which): { sql: string; values: unknown[] } {
  authorise(by, 'read-figures');
  return {
    sql: `($1::timestamptz is null or f.at >= $1) and ($2::timestamptz is null or f.at < $2)
      and ($3::uuid is null or f.store_id = $3) and ($4::uuid is null or f.store_id = $4)
      and ($5::uuid is null or f.campaign_id = $5) and ($6::int is null or f.rating <= $6)`,
    values: [
      which.since ?? null,
      which.until ?? null,
      which.storeId ?? null,
      storeOf(by),
      which.campaignId ?? null,
      which.mostStars ?? null,
    ],
  };
}
