import type { DataSource } from 'typeorm';

export type Outcome = 'sent' | 'holdout' | 'capped' | 'unreachable' | 'waiting';

/**
 * A broadcast as it lies in the database once its senders have worked: a chunk for each state, exceptions for those who could
 * not be reached. Gives its id.
 */
export async function tellPeople(
  db: DataSource,
  campaignId: string,
  at: Date,
  people: { customerId: string; outcome: Outcome }[],
): Promise<string> {
  const [{ id }] = await db.query(
    `insert into broadcast (campaign_id, state, send_at, started_at, planned, holdout_percent, created_at)
     values ($1, 'done', $2, $2, $3, 10, $2) returning id`,
    [campaignId, at, people.length],
  );
  const state = (outcome: Outcome) => (outcome === 'unreachable' ? 'sent' : outcome);
  for (const one of new Set(people.map(({ outcome }) => state(outcome)))) {
    const some = people.filter(({ outcome }) => state(outcome) === one).map(({ customerId }) => customerId);
    await db.query(
      `insert into broadcast_chunk (broadcast_id, channel, language, ids, first_id, last_id, state, run_at, sent_at, sent)
       select $1, 'terminal', 'en', array_agg(i.id order by i.id), min(i.id), max(i.id), $2, $3,
         case when $2 = 'sent' then $3::timestamptz end, case when $2 = 'sent' then count(*) else 0 end
       from (select distinct on (customer_id) id, customer_id from identity where customer_id = any($4::uuid[]) order by customer_id, id) i
       having count(*) > 0`,
      [id, one, at, some],
    );
  }
  const lost = people.filter(({ outcome }) => outcome === 'unreachable').map(({ customerId }) => customerId);
  await db.query(
    `insert into broadcast_exception (broadcast_id, identity_id, outcome, reason)
     select $1, i.id, 'unreachable', 'blocked' from
       (select distinct on (customer_id) id, customer_id from identity where customer_id = any($2::uuid[]) order by customer_id, id) i`,
    [id, lost],
  );
  return id;
}
