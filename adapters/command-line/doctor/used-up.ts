import type pg from 'pg';
import { usedUpOn } from '../../../src/broadcasts/rest-for-the-month.ts';
import { USED_UP } from '../../../src/outbox/used-up.ts';
import type { Finding } from '../../adapter.ts';

/** What waits because a platform takes no more messages this month; nothing is said where nothing does. */
export async function examineUsedUp(client: pg.Client): Promise<Finding[]> {
  const { rows: there } = await client.query(`select to_regclass('delivery') is not null as there`);
  if (!there[0].there) return [];
  const { rows } = await client.query(WAITING, [USED_UP, usedUpOn('')]);
  return rows.map(({ channel, messages, broadcasts }) => ({
    name: `${channel} month`,
    ok: false,
    says: `This month's messages are used up: ${count(messages, 'message')} to single people and ${count(broadcasts, 'broadcast')} wait.`,
    remedy:
      'Choose a larger plan, or wait for the 1st. Then messages to single people go out by themselves, and each broadcast once it is resumed. Until then they go with answers, which are free.',
  }));
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

const WAITING = `
select channel, sum(message)::int as messages, sum(broadcast)::int as broadcasts from (
  select channel, 1 as message, 0 as broadcast from delivery where state = 'waiting' and reason = $1
  union all
  select substr(reason, length($2) + 1), 0, 1 from broadcast where state = 'paused' and starts_with(reason, $2)
) w group by channel order by channel`;
