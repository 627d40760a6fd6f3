import { Population } from '../../entities/population.ts';
import type { Tx } from '../transaction.ts';
import type { Rhythms } from './next-purchase.ts';

/** Of shops in general, until enough customers of this one have come again: two weeks, and one visit in twenty the last. */
const COMMON: Rhythms = { logDays: Math.log(14), spread: 0.6, spreadBetween: 0.8, leaving: 0.05 };

/** How the customers of this shop come back, as counted last night. */
export async function rhythmsNow({ db }: Pick<Tx, 'db'>): Promise<Rhythms> {
  return (await db.findOneBy(Population, { one: true })) ?? COMMON;
}
