import type { PointsEntry } from '../../../entities/points-entry.ts';

/** One line of the ledger, one earning that is left in part, and the balance, as they lie in the database. */
export interface Entry {
  id: string;
  customerId: string;
  delta: number;
  reason: PointsEntry['reason'];
  source: string;
  at: Date;
}
export interface Lot {
  entryId: string;
  customerId: string;
  remaining: number;
  expiresAt: Date;
}

/** The points of one customer, by the rules of `migrations/0003-redeem-and-undo.sql`; told in the order of time. */
export interface Account {
  customerId: string;
  entries: Entry[];
  lots: Lot[];
  balance: number;
  owed: number;
  earn(points: number, reason: 'purchase' | 'coupon', source: string, at: Date): void;
  /** Nothing when there are too few. */
  spend(points: number, source: string, at: Date): void;
  /** Takes back what these sources earned, or `most` of it; gives what was owed because it was spent. */
  takeBack(sources: string[], source: string, at: Date, most?: number): number;
  /** What is past its time by then is gone. */
  expire(at: Date): void;
}

export function openAccount(customerId: string, idAt: (at: Date) => string, validUntil: (at: Date) => Date): Account {
  const write = (delta: number, reason: Entry['reason'], source: string, at: Date) => {
    const entry = { id: idAt(at), customerId, delta, reason, source, at };
    account.entries.push(entry);
    account.balance += delta;
    return entry.id;
  };
  // Those of `first` before all others, then the one that expires soonest; earlier ones never expire later.
  const use = (points: number, first: string[]) => {
    const open = account.lots.filter(({ remaining }) => remaining > 0);
    let left = points;
    for (const lot of [...open.filter(ours), ...open.filter((one) => !ours(one))]) {
      const taken = Math.min(left, lot.remaining);
      lot.remaining -= taken;
      left -= taken;
    }
    if (left > 0) throw new Error(`lots of ${customerId} are ${left} points short`);
    function ours({ entryId }: Lot) {
      return first.includes(entryId);
    }
  };
  const account: Account = {
    ...{ customerId, entries: [], lots: [], balance: 0, owed: 0 },
    earn(points, reason, source, at) {
      const settled = Math.min(account.owed, points);
      const entryId = write(points, reason, source, at);
      account.lots.push({ entryId, customerId, remaining: points - settled, expiresAt: validUntil(at) });
      if (settled > 0) write(-settled, 'settle', `settle:${source}`, at);
      account.owed -= settled;
    },
    spend(points, source, at) {
      account.expire(at);
      if (account.balance < points) return;
      write(-points, 'spend', source, at);
      use(points, []);
    },
    takeBack(sources, source, at, most) {
      account.expire(at);
      const earned = account.entries.filter((entry) => sources.includes(entry.source));
      const due = Math.min(
        earned.reduce((sum, { delta }) => sum + delta, 0),
        most ?? Number.POSITIVE_INFINITY,
      );
      const taken = Math.min(account.balance, due);
      if (taken > 0) {
        use(
          taken,
          earned.map(({ id }) => id),
        );
        write(-taken, 'undo', source, at);
      }
      account.owed += due - taken;
      return due - taken;
    },
    expire(at) {
      for (const lot of account.lots) {
        if (lot.remaining === 0 || lot.expiresAt > at) continue;
        write(-lot.remaining, 'expiry', `expiry:${lot.entryId}`, lot.expiresAt);
        lot.remaining = 0;
      }
    },
  };
  return account;
}
