import type { App } from '../app.ts';
import { inTransaction } from '../transaction.ts';
import { tellOfRest } from './tell-of-rest.ts';

/** Why a broadcast rests of which nothing is left to claim. */
export const ALL_GONE = 'all gone';

/**
 * Has broadcasts rest while nobody could claim any more what they tell of, and tells whoever started them, once for each rest.
 * They do not end: who gives the campaign more stock resumes them, and who heard of it already hears nothing twice.
 */
export async function restWhenGone(app: Pick<App, 'database' | 'clock' | 'shop' | 'log'>): Promise<void> {
  const rows: { id: string }[] = await app.database.query(GONE);
  for (const { id } of rows) {
    const done = inTransaction(app, async (tx) => {
      const [rested] = await tx.db.query(REST, [id, ALL_GONE]);
      if (rested.length === 0) return;
      app.log.info({ broadcast: id }, 'A broadcast rests: all is gone');
      await tellOfRest(tx, { id, why: 'gone' }, (t) => t.audience.gone());
    });
    // One that cannot be told of must not keep the others waiting.
    await done.catch((error) => app.log.error({ broadcast: id, error: String(error) }, 'A broadcast could not rest'));
  }
}

// Some are told of other campaigns, and one that may still be claimed is reason enough to go on.
const IS_GONE = `b.state = 'sending'
  and exists (select from broadcast_chunk k where k.broadcast_id = b.id and k.state = 'waiting')
  and not exists (
    select from campaign c where (c.stock is null or c.claimed < c.stock) and (
      (c.id = b.campaign_id and coalesce(b.plan ->> 'rest', 'own') = 'own')
      or c.id in (select (v ->> 'campaign')::uuid from jsonb_array_elements(coalesce(b.plan -> 'variants', '[]')) v)))`;

const GONE = `select b.id from broadcast b where ${IS_GONE} order by b.id`;

const REST = `update broadcast b set state = 'paused', reason = $2 where b.id = $1 and ${IS_GONE} returning b.id`;
