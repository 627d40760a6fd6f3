import type { DataSource } from 'typeorm';

export type Outcome = 'sent' | 'holdout' | 'capped' | 'unreachable' | 'waiting';

/**
 * A broadcast as it lies in the database once its senders have worked: a chunk for each state, exceptions for those who could
 * not be reached. `variants` are campaigns that some are told of instead, numbered from 1. Gives its id.
 */
export async function tellPeople(
  db: DataSource,
  campaignId: string,
  at: Date,
  people: { customerId: string; outcome: Outcome; variant?: number }[],
  variants: { campaign: string }[] = [],
): Promise<string> {
  const [{ id }] = await db.query(
    `insert into broadcast (campaign_id, state, send_at, started_at, planned, holdout_percent, created_at, plan)
     values ($1, 'done', $2, $2, $3, 10, $2, jsonb_build_object('variants', $4::jsonb)) returning id`,
    [campaignId, at, people.length, JSON.stringify(variants)],
  );
  const state = (outcome: Outcome) => (outcome === 'unreachable' ? 'sent' : outcome);
  const kind = ({ outcome, variant = 0 }: (typeof people)[number]) => `${state(outcome)} ${variant}`;
  for (const one of new Set(people.map(kind))) {
    const some = people.filter((each) => kind(each) === one).map(({ customerId }) => customerId);
    const [stateOf, variant] = one.split(' ');
    await db.query(
      `insert into broadcast_chunk (broadcast_id, channel, language, ids, first_id, last_id, state, run_at, variant, sent_at, sent)
       select $1, 'terminal', 'en', array_agg(i.id order by i.id), min(i.id), max(i.id), $2, $3, $5,
         case when $2 = 'sent' then $3::timestamptz end, case when $2 = 'sent' then count(*) else 0 end
       from (select distinct on (customer_id) id, customer_id from identity where customer_id = any($4::uuid[]) order by customer_id, id) i
       having count(*) > 0`,
      [id, stateOf, at, some, variant],
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
