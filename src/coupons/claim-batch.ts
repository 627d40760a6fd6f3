import { randomUUID } from 'node:crypto';
import type { Codes, Secrets } from '../lib/codes.ts';
import { newId } from '../lib/ids.ts';
import { bareList, textList } from '../lib/pg-list.ts';
import type { Claimable } from './claimable.ts';
import { grant } from './claimable.ts';

/** One customer's wish for a coupon, with the inbox event it came in, if it came in one. */
export interface Ask {
  customerId: string;
  event?: { id: string; address: string };
}

/**
 * What became of it. `held`: they have it already. `limit`: they had all that one person may have. `gone`: stock, day or
 * budget is used up. `heard`: this very event was heard before. `stranger`: not joined, or joined into another person.
 * `stale`: the campaign has changed since it was read.
 */
export type Outcome = 'won' | 'held' | 'limit' | 'gone' | 'heard' | 'stranger' | 'stale';
export interface Claimed {
  outcome: Outcome;
  couponId: string | null;
  /** Of a coupon won now: when it was claimed, and until when it holds. */
  at?: Date;
  validUntil?: Date;
  secrets?: Secrets;
  /** The answer's own UUID, where the ask came in an event. */
  key?: string;
}

interface Row {
  asked: number;
  won: number;
  others: [place: number, outcome: Outcome, couponId: string | null][] | null;
}

// Named, so that each connection plans it once.
const NAME = 'claim_coupons';
const SQL = 'select asked, won, others from claim_coupons($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)';

export interface Batch {
  name: string;
  text: string;
  values: unknown[];
  grants: Claimed[];
}

/** The one statement that claims for a whole batch. Refuses when the campaign cannot be claimed at this instant. */
export function claimBatch(codes: Codes, claimable: Claimable, channel: string, asks: Ask[], now: Date): Batch {
  const { campaign } = claimable;
  const { validFrom, validUntil, today, worst } = grant(claimable, now);
  const ids = asks.map(() => newId(now.getTime()));
  const secrets = codes.secretsOf(ids);
  const keys = asks.map((ask) => (ask.event ? randomUUID() : null));
  const events = asks.some((ask) => ask.event);
  const values = [
    campaign.id,
    campaign.version,
    now,
    today,
    validFrom,
    validUntil,
    worst,
    channel,
    bareList(asks.map((ask) => ask.customerId)),
    bareList(ids),
    bareList(secrets.map(({ hash }) => hash)),
    events ? textList(asks.map((ask) => ask.event?.id ?? null)) : null,
    events ? textList(asks.map((ask) => ask.event?.address ?? null)) : null,
    events ? bareList(keys) : null,
  ];
  const grants = ids.map((couponId, at): Claimed => {
    const key = keys[at];
    const won = { outcome: 'won' as const, couponId, at: now, validUntil, secrets: secrets[at]! };
    return key ? { ...won, key } : won;
  });
  return { name: NAME, text: SQL, values, grants };
}

/** Reads the answer of a batch. An answer that does not add up is refused whole: nobody is told what we do not know. */
export function readBatch(row: Row | undefined, grants: Claimed[]): Claimed[] {
  const others = row?.others ?? [];
  const claimed = [...grants];
  for (const [place, outcome, couponId] of others) {
    const key = grants[place - 1]?.key;
    claimed[place - 1] = { outcome, couponId, ...(key ? { key } : {}) };
  }
  // One who is named twice, or beyond the last place, shows here as well.
  let won = 0;
  for (const { outcome } of claimed) if (outcome === 'won') won++;
  const whole = claimed.length === grants.length && won + others.length === grants.length;
  if (row?.asked !== grants.length || row.won !== won || !whole) {
    throw new Error(`claims do not add up: asked ${grants.length}, won ${row?.won}, others ${others.length}`);
  }
  return claimed;
}
