import { createHash } from 'node:crypto';
import { freezeMessages } from '../../broadcasts/broadcast-message.ts';
import { EMPTY_PLAN } from '../../broadcasts/plan.ts';
import type { Tx } from '../../transaction.ts';
import type { Announced, Open, Regular } from './past.ts';

/** More people are held back than usual, so that so small a shop can see what telling brings. */
const HOLDOUT_PERCENT = 25;

/** The first four bytes of a hash, as the database does in `held_out`. */
function heldOut(customerId: string, broadcastId: string): boolean {
  const hash = createHash('md5').update(`${broadcastId}${customerId}`).digest('hex');
  return Number.parseInt(hash.slice(0, 8), 16) % 100 < HOLDOUT_PERCENT;
}

/** Tells those who had joined by then and agreed to offers. */
export function announce(open: Open, at: Date, id: string, guests: readonly Regular[]): Announced {
  const meant = guests.filter(({ marketing, joinedAt }) => marketing && joinedAt < at).map((one) => one.customerId);
  return {
    ...{ id, open, at },
    told: new Set(meant.filter((one) => !heldOut(one, id))),
    held: new Set(meant.filter((one) => heldOut(one, id))),
  };
}

/** Writes the broadcast down with its recipients, as it lies there once it is over. */
export async function writeBroadcast(tx: Tx, by: string, { id, open, at, told, held }: Announced): Promise<void> {
  const over = new Date(at.getTime() + 60_000);
  const messages = await freezeMessages({ ...tx, now: at }, open.campaign.id, EMPTY_PLAN);
  await tx.db.query(
    `insert into broadcast (id, campaign_id, state, created_by, made_by, send_at, started_at, finished_at, reported_at, created_at, messages,
       planned, plan, audience, holdout_percent)
     values ($1, $2, 'done', $3::uuid, 'staff:' || $3::uuid, $4::timestamptz, $4, $5::timestamptz, $5, $4, $6, $7, $8, '[]', $9)`,
    [
      ...[id, open.campaign.id, by, at, over, JSON.stringify(messages), told.size + held.size],
      ...[JSON.stringify(EMPTY_PLAN), HOLDOUT_PERCENT],
    ],
  );
  await tx.db.query(CHUNKS, [id, [...told], [...held], at]);
}

const CHUNKS = `
insert into broadcast_chunk (broadcast_id, channel, language, ids, first_id, last_id, run_at, first_tried_at, sent_at, state, sent, missed,
  position, settled, attempts)
select $1, 'web', c.language, array_agg(i.id order by i.id), min(i.id), max(i.id), $4,
  case when told then $4::timestamptz end, case when told then $4::timestamptz end, case when told then 'sent' else 'holdout' end,
  case when told then count(*) else 0 end, case when told then 0 else count(*) end,
  case when told then count(*) else 0 end, case when told then count(*) else 0 end, told::int
from (select unnest($2::uuid[]) as id, true as told union all select unnest($3::uuid[]), false) p
join customer c on c.id = p.id join identity i on i.customer_id = p.id
group by told, c.language`;
