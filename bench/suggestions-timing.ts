import { CustomerStats } from '../entities/customer-stats.ts';
import { Population } from '../entities/population.ts';
import { refreshStats } from '../src/purchases/refresh-stats.ts';
import { countPopulation } from '../src/suggestions/count-population.ts';
import { gapOfCustomer, nextPurchase, overAfter } from '../src/suggestions/next-purchase.ts';
import type { Tx } from '../src/transaction.ts';
import { type BgNbd, chanceAlive, fitBgNbd, type Known, medianWait } from './suggestions-bgnbd.ts';
import { type Past, TRAINED_DAYS } from './suggestions-history.ts';

const DAY = 86_400_000;
/** Of who comes within so many days it is asked when; of everybody, whether they stay away for the shorter time. */
export const ASKED_DAYS = 90;
const GONE_DAYS = 60;

/** One model: how far it is out in days in the mean, and how well it tells who stays away (area under the ROC curve). */
export interface Told {
  days: number;
  away: number;
}

export interface Timing {
  people: number;
  ours: Told;
  naive: Told;
  bgNbd: Told;
}

interface Guess {
  actual: number | undefined;
  ours: number;
  naive: number;
  bgNbd: number;
  away: { ours: number; naive: number; bgNbd: number };
}

/**
 * Says of each customer when they come next, after five months, from the figures that the shop keeps of them. Naive is the
 * mean interval of all customers after the last visit, and of staying away how long
 * somebody has been silent.
 */
export async function timing(
  run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  { customers, now }: Past,
): Promise<Timing> {
  const { population, figures } = await run(async (tx) => {
    await refreshStats(
      tx,
      customers.map(({ id }) => id),
    );
    await countPopulation(tx);
    const population = await tx.db.findOneByOrFail(Population, { one: true });
    return { population, figures: new Map((await tx.db.find(CustomerStats)).map((one) => [one.customerId, one])) };
  });
  const known = customers.flatMap(({ id, visits }) => {
    const days = [...new Set(visits.map(({ day }) => day))];
    const before = days.filter((day) => day < TRAINED_DAYS);
    const next = days.find((day) => day >= TRAINED_DAYS);
    if (before.length === 0) return [];
    return { figure: figures.get(id)!, before, next: next === undefined ? undefined : next + 0.5 - TRAINED_DAYS };
  });
  const gaps = known.flatMap(({ before }) => before.slice(1).map((day, at) => day - before[at]!));
  const meanGap = gaps.reduce((sum, one) => sum + one, 0) / gaps.length;
  const summary = ({ before }: { before: number[] }) => ({
    ...{ x: before.length - 1, tx: before.at(-1)! - before[0]!, T: TRAINED_DAYS - before[0]! },
  });
  const model = fitBgNbd(known.map(summary));
  const guesses = known.map((one): Guess => {
    const ours = nextPurchase(one.figure, population, now)!;
    const silent = (now.getTime() - one.figure.lastAt!.getTime()) / DAY;
    return {
      actual: one.next,
      ours: (ours.expectedAt.getTime() - now.getTime()) / DAY,
      naive: Math.max(meanGap - silent, 0),
      bgNbd: medianWait(model, summary(one)),
      away: {
        ours: away(ours.leaving, one.figure, population, silent),
        naive: silent,
        bgNbd: awayBgNbd(model, summary(one)),
      },
    };
  });
  const came = guesses.filter(({ actual }) => actual !== undefined && actual < ASKED_DAYS);
  const told = (name: 'ours' | 'naive' | 'bgNbd'): Told => ({
    days: came.reduce((sum, one) => sum + Math.abs(one[name] - one.actual!), 0) / came.length,
    away: area(
      guesses.map(({ actual, away }) => ({ score: away[name], so: actual === undefined || actual >= GONE_DAYS })),
    ),
  });
  return { people: came.length, ours: told('ours'), naive: told('naive'), bgNbd: told('bgNbd') };
}

/** Left, or between two visits for as long. */
function away(leaving: number, figure: CustomerStats, population: Population, silent: number): number {
  const gap = gapOfCustomer(figure, population);
  const longer = (1 - overAfter(gap, silent + GONE_DAYS)) / Math.max(1 - overAfter(gap, silent), 1e-12);
  return leaving + (1 - leaving) * Math.min(longer, 1);
}

function awayBgNbd(model: BgNbd, known: Known): number {
  const none = ((model.alpha + known.T) / (model.alpha + known.T + GONE_DAYS)) ** (model.r + known.x);
  return 1 - chanceAlive(model, known) * (1 - none);
}

/** The chance that somebody who stayed away scores higher than somebody who came (Mann and Whitney 1947). */
function area(all: { score: number; so: boolean }[]): number {
  const sorted = all.toSorted((one, other) => one.score - other.score);
  let ranks = 0;
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end]!.score === sorted[at]!.score) end++;
    ranks += sorted.slice(at, end).filter(({ so }) => so).length * ((at + end + 1) / 2);
    at = end;
  }
  const yes = all.filter(({ so }) => so).length;
  return (ranks - (yes * (yes + 1)) / 2) / (yes * (all.length - yes));
}
