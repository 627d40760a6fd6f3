import type { RuleInput } from '../../src/triggers/rule.ts';

const LATER = 24 * 60;
/** A trigger of each kind, some of them later, or once in a while. */
export const rules: Record<string, RuleInput['when'] & { once?: RuleInput['once']; delayMinutes?: number }> = {
  joined: { kind: 'joined' },
  any: { kind: 'purchase' },
  'any-ever': { kind: 'purchase', once: 'ever' },
  'big-weekly': { kind: 'purchase', minimumMinor: 4_000, once: { days: 7 } },
  coffee: { kind: 'purchase', category: 'coffee' },
  later: { kind: 'purchase', delayMinutes: LATER },
  third: { kind: 'purchases', count: 3, days: 10, category: 'COFFEE' },
  second: { kind: 'visit', count: 2 },
  spend: { kind: 'spend', amountMinor: 9_000 },
  spends: { kind: 'spend', amountMinor: 5_000, every: true },
  points: { kind: 'points', balance: 70 },
  tier: { kind: 'tier' },
  used: { kind: 'coupon-used' },
  expiring: { kind: 'coupon-expiring', days: 3 },
  away: { kind: 'away', times: 1.5 },
  due: { kind: 'away', times: 1, own: true },
  born: { kind: 'birthday' },
  anniversary: { kind: 'anniversary' },
  rating: { kind: 'rating', most: 2 },
  tagged: { kind: 'tag', tag: 'vip' },
  // What another trigger puts on people is a tag like any other.
  chain: { kind: 'tag', tag: 'coffee' },
  door: { kind: 'event', name: 'door', once: { days: 3 } },
  'door-later': { kind: 'event', name: 'door', delayMinutes: 2 * LATER },
};
