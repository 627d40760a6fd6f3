import type pg from 'pg';

/** Campaigns that were found sold out a moment ago. */
export interface SoldOut {
  /** True for somebody who holds nothing of a campaign of which nothing was left a moment ago. */
  turnsAway(campaignId: string, customerId: string): boolean;
  /** Nothing was left just now. */
  note(campaignId: string): Promise<void>;
  /** Something is left after all. */
  forget(campaignId: string): void;
}

// Stock that is added is noticed after this time.
const KNOWN_MS = 1_000;
const MOST_HOLDERS = 200_000;

/**
 * Remembers sell-outs, so that whoever comes too late costs next to nothing. Who holds a coupon is remembered with it:
 * they get theirs again, as ever. Both are forgotten after a second, when one batch asks the database anew.
 */
export function rememberSoldOut(pool: Pick<pg.Pool, 'query'>): SoldOut {
  const known = new Map<string, { until: number; holders: ReadonlySet<string> }>();
  const asking = new Set<string>();
  return {
    turnsAway(campaignId, customerId) {
      const found = known.get(campaignId);
      if (!found) return false;
      if (performance.now() < found.until) return !found.holders.has(customerId);
      known.delete(campaignId);
      return false;
    },
    async note(campaignId) {
      if (known.has(campaignId) || asking.has(campaignId)) return;
      asking.add(campaignId);
      try {
        const until = performance.now() + KNOWN_MS;
        const { rows } = await pool.query({ name: 'holders', text: HOLDERS, values: [campaignId, MOST_HOLDERS] });
        const holders: string[] | null = rows[0]?.holders;
        if (holders) known.set(campaignId, { until, holders: new Set(holders) });
      } catch {
        // Only a memory: without it everybody asks the database.
      } finally {
        asking.delete(campaignId);
      }
    },
    forget: (campaignId) => known.delete(campaignId),
  };
}

// Nothing at all where they are too many to be remembered.
const HOLDERS = `
select (select array_agg(distinct q.customer_id) from coupon q where q.campaign_id = c.id) as holders
from campaign c where c.id = $1 and c.claimed <= $2`;
