import { BroadcastSeries } from '../../entities/broadcast-series.ts';
import type { App } from '../app.ts';
import { inTransaction } from '../transaction.ts';
import { planNext } from './plan-next.ts';

/** Plans what every series tells next, and ends those whose campaign has ended. Returns how many were planned. */
export async function planSeries(app: App): Promise<number> {
  const now = app.clock.now();
  await app.pool.query(
    `update broadcast_series s set state = 'off' from campaign c
     where c.id = s.campaign_id and s.state = 'on' and (c.state <> 'live' or c.claim_until <= $1)`,
    [now],
  );
  const { rows } = await app.pool.query(`select id from broadcast_series where state = 'on' order by created_at, id`);
  let planned = 0;
  for (const { id } of rows) {
    try {
      const made = await inTransaction(app, async (tx) => {
        const series = await tx.db.findOneBy(BroadcastSeries, { id, state: 'on' });
        return series ? planNext(tx, series) : false;
      });
      if (made) planned++;
    } catch (error) {
      // One that cannot be planned must not keep the others waiting.
      app.log.error({ series: id, error: String(error) }, 'A series could not be planned');
    }
  }
  return planned;
}
