import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { bareList, textList } from '../lib/pg-list.ts';
import type { Ask, Claimed } from './claim-batch.ts';

/** An ask that came in an event. */
export type HeardAsk = Required<Ask>;

/**
 * Refuses a batch of a campaign that is known to be sold out, and records each refusal with its event. Undefined stands
 * for those who have to ask the ordinary way.
 */
export async function refuseClaims(
  pool: Pick<pg.Pool, 'query'>,
  campaignId: string,
  channel: string,
  asks: HeardAsk[],
  now: Date,
): Promise<(Claimed | undefined)[]> {
  if (asks.length === 0) return [];
  const keys = asks.map(() => randomUUID());
  const { rows } = await pool.query({
    name: 'refuse_claims',
    text: 'select refuse_claims($1, $2, $3, $4, $5, $6, $7) as refused',
    values: [
      campaignId,
      now,
      channel,
      bareList(asks.map(({ customerId }) => customerId)),
      textList(asks.map(({ event }) => event.id)),
      textList(asks.map(({ event }) => event.address)),
      bareList(keys),
    ],
  });
  const answers: (Claimed | undefined)[] = asks.map(() => undefined);
  for (const place of rows[0].refused as number[]) {
    answers[place - 1] = { outcome: 'gone', couponId: null, key: keys[place - 1]! };
  }
  return answers;
}
