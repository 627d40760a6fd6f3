import type { Format } from '../format.ts';

export const tiers = (f: Format) => ({
  title: (tier: string) => `Your tier: ${tier}`,
  titleNone: () => `No tier yet`,
  spent: (minor: number) => `In the last 365 days you spent ${f.money(minor)}.`,
  earned: (points: number) => `In the last 365 days you earned ${many(f, points)}.`,
  keptUntil: (at: Date, now: Date) =>
    `It is yours until ${f.date(at, now)} at least; each purchase can make that longer.`,
  gives: () => `What it gives you:`,
  perk: (text: string) => `• ${text}`,
  toGo: (by: 'spend' | 'points', missing: number, tier: string) =>
    `${by === 'spend' ? `Spend ${f.money(missing)}` : `Earn ${many(f, missing)}`} more to reach ${tier}.`,
  adds: (tier: string) => `${tier} adds:`,
  highest: () => `This is the highest tier. Thank you for being with us!`,
  none: () => `We have no tiers. Your points and coupons count all the same.`,
  amount: (by: 'spend' | 'points', threshold: number) => (by === 'spend' ? f.money(threshold) : many(f, threshold)),
  ladderTitle: () => `Tiers`,
  ladderNone: () => `There are no tiers yet. With tiers, people who come often get more.`,
  goesBy: {
    spend: () => `By what people spent in the last 365 days. The highest tier they reach counts.`,
    points: () => `By the points people earned in the last 365 days. The highest tier they reach counts.`,
  },
  named: (tier: string, name: string) => `${tier} (${name})`,
  line: (tier: string, from: string, people: number) => `${tier}: from ${from} · ${heads(f, people)}`,
  without: (people: number) => `No tier: ${heads(f, people)}`,
  add: () => `Add a tier`,
  goBy: {
    spend: () => `Go by spend`,
    points: () => `Go by points`,
  },
  askStep: (by: 'spend' | 'points'): string =>
    by === 'spend'
      ? `Send its name and what somebody has to spend in 365 days, such as Gold 15000.`
      : `Send its name and the points somebody has to earn in 365 days, such as Gold 15000.`,
  changeThreshold: () => `Change the threshold`,
  askThreshold: (by: 'spend' | 'points', tier: string): string =>
    by === 'spend'
      ? `What does somebody have to spend in 365 days for ${tier}? Send a number, such as 15000.`
      : `How many points does somebody have to earn in 365 days for ${tier}? Send a number, such as 15000.`,
  changePerks: () => `What it gives`,
  askPerks: (tier: string) =>
    `What does ${tier} give? Send one thing on each line, at most eight. If it gives nothing, send a single -.`,
  noPerks: () => `Nothing is written down yet that it gives.`,
  rename: () => `Rename`,
  askName: (tier: string) => `What shall ${tier} be called in your language? At most 20 letters.`,
  remove: () => `Remove this tier`,
  effect: () => `Then there would be:`,
  effectLine: (tier: string | null, now: number, then: number): string =>
    `${tier ?? 'No tier'}: ${heads(f, then)}${then === now ? ' (as now)' : ` (now ${f.number(now)})`}`,
  yes: () => `Yes, do that`,
  done: () => `Done. Everybody is in the right tier within a few minutes.`,
  saved: () => `Saved.`,
});

export const tierRefusals = (f: Format) => ({
  'tier-unknown': (facts: { tiers: string[] }) =>
    facts.tiers.length > 0
      ? `There is no such tier. Choose ${f.list(facts.tiers, 'or')}; see /tiers.`
      : `There are no tiers yet. Add one with /tiers add Gold 15000.`,
  'tier-shape': () =>
    `A tier needs a name of at most 20 letters and a number above 0. Send it like /tiers add Gold 15000.`,
  'tier-taken': (facts: { name: string }) =>
    `There is a tier called ${facts.name} already. Choose another name, or change that one in /tiers.`,
  'tier-threshold': (facts: { by: 'spend' | 'points'; threshold: number }) =>
    `Two tiers cannot begin at the same ${facts.by === 'spend' ? f.money(facts.threshold) : many(f, facts.threshold)}. Choose another number.`,
  'tiers-many': (facts: { most: number }) =>
    `There can be ${f.number(facts.most)} tiers at most. Remove one first: /tiers`,
  'perks-shape': () => `That is too much: eight lines at most, each of 80 letters at most. Send it shorter.`,
});

function many(f: Format, points: number): string {
  return `${f.number(points)} ${points === 1 ? 'point' : 'points'}`;
}

function heads(f: Format, people: number): string {
  return `${f.number(people)} ${people === 1 ? 'person' : 'people'}`;
}
