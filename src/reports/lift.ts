import { type Interval, meanDifference, peopleNeeded, shareDifference } from '../lib/statistics.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { type Effect, findEffect } from './effects.ts';
import { pricesOf } from './fees.ts';
import {
  COST_OF_BROADCAST,
  COST_OF_TRIGGER,
  FEES_OF_BROADCAST,
  FEES_OF_TRIGGER,
  OF_BROADCAST,
  OF_TRIGGER,
} from './lift-sql.ts';
import { ENOUGH, type Margin, marginOf } from './margin.ts';
import { lastDays, MOST_DAYS } from './period.ts';
import { type Ask, openScope, type Scope } from './scope.ts';

/** What a group did within the days. */
export interface Group {
  people: number;
  bought: number;
  /** Money kept per head, those who bought nothing included. */
  perHeadMinor: number;
}

/** What telling people brought: those meant to be told against those held out at random. */
export interface Lift {
  scope: Scope;
  effect: Effect;
  days: number;
  /** Whole days since; fewer than `days` while it is not over. */
  sofar: number;
  told: Group;
  /** Of those meant to be told, whom a message reached. */
  reached: number;
  held: Group;
  /** Difference of the shares that bought, and of money per head; null where nobody was held out. */
  share: (Interval & { difference: number }) | null;
  moneyMinor: (Interval & { difference: number }) | null;
  verdict: 'more' | 'fewer' | 'cannot-tell' | 'nobody-held';
  /** People beyond these until it could be told, divided as now; null when it can, or no number would do. */
  needed: number | null;
  /** Discounts that it cost, and gifts and points given, within the days. */
  costMinor: number;
  gifts: number;
  points: number;
  /** Messages that left, and what they cost; null for readers who are bound to a store. */
  messages: number | null;
  feeMinor: number | null;
  /** Null where the shop has not said its margin, a group is too small, or the reader sees one store alone. */
  margin: Margin | null;
  /** Buyers beyond those who would have bought anyway, and what each cost; null where that cannot be told. */
  extra: number | null;
  perExtraMinor: number | null;
}

export const USUAL_LIFT_DAYS = 14;
/** A mean of fewer people says nothing of money: purchases are few and uneven. */
const FEW = 30;

/**
 * Compares all whom a broadcast or trigger was meant to tell with those it held out by chance: also those whom the message
 * did not reach, or to whom nothing could be given in the end (intention to treat; `lift-sql.ts` says who is in neither
 * group). A person linked from both groups counts as told. Intervals: see `lib/statistics.ts`.
 */
export async function lift(tx: Tx, by: Actor, which: string, days = USUAL_LIFT_DAYS): Promise<Lift> {
  const { scope, ask } = await openScope(tx, by, lastDays(MOST_DAYS, tx.now, tx.shop.zone));
  const effect = await findEffect(tx, which);
  const { marginBasisPoints: margin } = tx.shop;
  const groups = await ask<Counts>(
    ...[effect.kind === 'broadcast' ? OF_BROADCAST : OF_TRIGGER, effect.id, days, tx.now],
    margin === undefined ? null : margin / 10_000,
  );
  const group = (told: boolean) => groups.find((one) => one.told === told) ?? { ...NOBODY, told };
  const [told, held] = [group(true), group(false)];
  const cost = { ...(await costOf(ask, effect, days, tx.now)), ...(await feesOf(tx, scope, ask, effect, days)) };
  const sofar = effect.at ? Math.min(days, Math.floor((tx.now.getTime() - effect.at.getTime()) / DAY_MS)) : days;
  return { scope, effect, days, sofar, reached: told.reached, ...compare(told, held, cost), ...cost };
}

const DAY_MS = 86_400_000;
const NOBODY = { people: 0, reached: 0, bought: 0, mean: 0, variance: 0, earned: null, earnedVariance: 0 };

interface Counts {
  told: boolean;
  people: number;
  reached: number;
  bought: number;
  mean: number;
  variance: number;
  /** Per head, after discounts; null where the shop has not said its margin. */
  earned: number | null;
  earnedVariance: number;
}

function compare(told: Counts, held: Counts, { costMinor, feeMinor }: Pick<Lift, 'costMinor' | 'feeMinor'>) {
  const shown = ({ people, bought, mean }: Counts): Group => ({ people, bought, perHeadMinor: Math.round(mean) });
  const both = { told: shown(told), held: shown(held) };
  const none = { share: null, moneyMinor: null, margin: null, needed: null, extra: null, perExtraMinor: null };
  if (held.people === 0 || told.people === 0) return { ...both, ...none, verdict: 'nobody-held' as const };
  const [a, b] = [
    { did: told.bought, of: told.people },
    { did: held.bought, of: held.people },
  ];
  const share = shareDifference(a, b);
  const verdict = share.low > 0 ? 'more' : share.high < 0 ? 'fewer' : 'cannot-tell';
  const needed = peopleNeeded(a, b);
  const extra = verdict === 'more' ? share.difference * told.people : null;
  const few = Math.min(told.people, held.people) < FEW;
  const money = few ? undefined : meanDifference(mean(told), mean(held));
  const [here, there] = [earnedBy(told), earnedBy(held)];
  const margin = few || !here || !there || feeMinor === null ? undefined : marginOf(here, there, feeMinor);
  return {
    ...both,
    share,
    moneyMinor: money ?? null,
    margin: margin ?? null,
    verdict,
    needed: verdict === 'cannot-tell' && needed > 0 && needed <= ENOUGH ? needed : null,
    extra: extra && Math.max(1, Math.round(extra)),
    perExtraMinor: extra && Math.round(costMinor / extra),
  } as const;
}

const mean = ({ people, mean, variance }: Counts) => ({ of: people, mean, variance });

const earnedBy = ({ people, earned, earnedVariance }: Counts) =>
  earned === null ? undefined : { of: people, mean: earned, variance: earnedVariance };

async function feesOf(tx: Tx, { store }: Scope, ask: Ask, effect: Effect, days: number) {
  if (store) return { messages: null, feeMinor: null };
  const [fees] = await ask<{ messages: number; feeMinor: number }>(
    ...[effect.kind === 'broadcast' ? FEES_OF_BROADCAST : FEES_OF_TRIGGER, effect.id, days, tx.now],
    pricesOf(tx.shop),
  );
  return fees!;
}

async function costOf(ask: Ask, effect: Effect, days: number, now: Date) {
  const [cost] = await ask<Pick<Lift, 'costMinor' | 'gifts' | 'points'>>(
    effect.kind === 'broadcast' ? COST_OF_BROADCAST : COST_OF_TRIGGER,
    effect.id,
    days,
    now,
  );
  return cost!;
}
