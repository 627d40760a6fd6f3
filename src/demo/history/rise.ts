import type { Step } from '../../tiers/ladder.ts';
import type { Tx } from '../../transaction.ts';
import { idAt } from './ids.ts';
import type { Past } from './past.ts';
import type { Random } from './random.ts';

/**
 * Writes down when everybody rose in the tiers that go by spend, and where they are now, so that figures worked out
 * afterwards change no tier and congratulate nobody.
 */
export async function writeTiers(tx: Tx, { orders }: Past, steps: readonly Step[], random: Random): Promise<void> {
  const kept = orders
    .filter(({ voidedAt, paidMinor, refundedMinor }) => !voidedAt && (refundedMinor === 0 || refundedMinor < paidMinor))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const spent = new Map<string, number>();
  const tiers = new Map<string, string | null>();
  const changes: { id: string; customerId: string; from: string | null; to: string; at: Date }[] = [];
  for (const { customerId, paidMinor, refundedMinor, at } of kept) {
    const sum = (spent.get(customerId) ?? 0) + paidMinor - refundedMinor;
    spent.set(customerId, sum);
    const from = tiers.get(customerId) ?? null;
    const to = steps.findLast(({ threshold }) => threshold <= sum)?.name ?? null;
    tiers.set(customerId, to);
    if (to !== null && to !== from) changes.push({ id: idAt(at.getTime(), random), customerId, from, to, at });
  }
  await tx.db.query(
    `insert into tier_change (id, customer_id, from_tier, to_tier, at) select id, "customerId", "from", "to", at
     from jsonb_to_recordset($1::jsonb) as c (id uuid, "customerId" uuid, "from" text, "to" text, at timestamptz)`,
    [JSON.stringify(changes)],
  );
  const people = [...tiers].map(([id, tier]) => ({ id, tier }));
  await tx.db.query(
    `insert into customer_stats (customer_id, tier, updated_at) select id, tier, $2
     from jsonb_to_recordset($1::jsonb) as p (id uuid, tier text)`,
    [JSON.stringify(people), tx.now],
  );
}
