import type { App } from '../app.ts';
import { inLanguage, type Terms } from '../campaigns/terms.ts';
import { post } from '../outbox/post.ts';
import { inTransaction } from '../transaction.ts';
import { countBroadcast } from './count-broadcast.ts';
import { expandBroadcast } from './expand-broadcast.ts';
import { finishBroadcasts } from './finish-broadcasts.ts';
import { progressMessage } from './progress-message.ts';
import { putEndedAside } from './put-aside.ts';
import { restWhenGone } from './rest-when-gone.ts';
import { tellNotBegun } from './tell-not-begun.ts';

/** News is not told later than this; who was down for longer starts the broadcast again. */
const CATCH_UP_MS = 6 * 3_600_000;

/**
 * Starts the broadcasts that are due, each once over all processes, and stops those whose campaign was stopped, or of
 * which nothing is left to claim when they would begin; those that run rest then. Returns how many began.
 */
export async function startDueBroadcasts(app: App): Promise<number> {
  const now = app.clock.now();
  await app.pool.query(
    `update broadcast set state = 'stopped', finished_at = $1,
       reason = case when approval = 'asked' then 'not approved' else 'too late' end where state = 'waiting' and send_at < $2
       and (approval is distinct from 'asked' or send_at < $1::timestamptz - interval '7 days')`,
    [now, new Date(now.getTime() - CATCH_UP_MS)],
  );
  await app.pool.query(
    `update broadcast b set state = 'stopped',
       reason = case when c.state <> 'live' or c.claim_until <= $1 then 'the campaign ended' else 'all gone' end,
       finished_at = case when b.state = 'waiting' then $1::timestamptz else b.finished_at end
     from campaign c where c.id = b.campaign_id and b.state in ('waiting', 'sending', 'paused')
       and (c.state <> 'live' or c.claim_until <= $1 or (b.state = 'waiting' and c.claimed >= c.stock)) and b.send_at <= $1`,
    [now],
  );
  await putEndedAside(app.pool, now);
  await restWhenGone(app);
  const { rows } = await app.pool.query(
    `select id from broadcast where state = 'waiting' and send_at <= $1 and approval is distinct from 'asked' order by send_at, id`,
    [now],
  );
  let begun = 0;
  for (const { id } of rows) {
    const planned = await expandBroadcast(app, id).catch((error) => {
      // One that cannot be frozen, for a segment that is gone, must not keep the others waiting.
      app.log.error({ broadcast: id, error: String(error) }, 'A broadcast could not begin');
    });
    if (planned === undefined) continue;
    begun++;
    app.log.info({ broadcast: id, planned }, 'A broadcast begins');
  }
  await tellStarters(app);
  await tellNotBegun(app);
  await finishBroadcasts(app);
  return begun;
}

/**
 * Tells those who started what has begun, each once. It goes by what is written down, not by what this process did: a
 * process that dies after it froze a broadcast leaves nobody without word. What is over meanwhile is reported at once.
 */
async function tellStarters(app: App): Promise<void> {
  const { rows } = await app.pool.query(UNTOLD);
  for (const { id } of rows) {
    await inTransaction(app, async (tx) => {
      const [starter] = await tx.db.query(STARTER, [id]);
      const name = inLanguage((starter.terms as Terms).name, starter.language, tx.shop.language);
      const figures = await countBroadcast(tx.db, id);
      const over = starter.finished_at !== null;
      const state = over || starter.state === 'paused' ? starter.state : 'sending';
      const posted = await post(tx, starter.customer, {
        subject: `broadcast:${id}:${over ? 'report' : 'progress'}`,
        class: 'notice',
        say: (t) => [progressMessage(t, name, starter.ref, { state, reason: starter.reason }, figures)],
      });
      // Nowhere to be reached: nobody waits for the report.
      if (over || !posted) await tx.db.query('update broadcast set reported_at = $2 where id = $1', [id, tx.now]);
    });
  }
}

const UNTOLD = `
select b.id from broadcast b
where b.reported_at is null and b.started_at is not null and b.created_by is not null
  and not exists (select from delivery d where d.subject = 'broadcast:' || b.id || ':progress')
order by b.created_at, b.id limit 100`;

const STARTER = `
select p.id as customer, p.language, c.ref, v.terms, case when b.resumed_at is null or b.state <> 'paused' then b.state else 'sending' end as state, b.reason, b.finished_at from broadcast b
join staff s on s.id = b.created_by join customer p on p.id = s.customer_id
join campaign c on c.id = b.campaign_id
join campaign_terms v on v.campaign_id = c.id and v.version = c.terms_version
where b.id = $1 for update of b`;
