import { Store } from '../../entities/store.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { sayGoods } from './goods.ts';
import { inLanguage, type Terms } from './terms.ts';

/** What the terms give, in a few words: `NT$20 off`. */
export function gives(t: Words, terms: Terms, language: string, brandLanguage: string): string {
  const c = t.coupons;
  if (terms.kind === 'amount') return c.amount(terms.amountMinor!);
  if (terms.kind === 'percent') return c.percent(terms.percentBasisPoints!, terms.capMinor);
  if (terms.kind === 'points') return c.givesPoints(terms.points!);
  return c.gift(inLanguage(terms.gift, language, brandLanguage));
}

/** The conditions of the terms, each a phrase; the stores by name. */
export function conditions(
  t: Words,
  terms: Terms,
  storeNames: string[],
  language: string,
  brandLanguage: string,
): string[] {
  const c = t.coupons;
  const said = sayGoods(t, terms, language, brandLanguage);
  if (terms.minimumMinor) said.push(c.minimum(terms.minimumMinor));
  if (storeNames.length > 0) said.push(c.atStores(storeNames));
  if (terms.weekdays) said.push(c.onDays(terms.weekdays));
  if (terms.hours) said.push(c.between(terms.hours.from, terms.hours.until));
  return said;
}

/** Names of the stores that the terms are limited to; empty when they hold everywhere. */
export async function storeNames(tx: Pick<Tx, 'db'>, terms: Terms): Promise<string[]> {
  if (!terms.stores) return [];
  const stores = await tx.db
    .createQueryBuilder(Store, 's')
    .where('s.id = any(:ids)', { ids: terms.stores })
    .orderBy('s.name')
    .getMany();
  return stores.map((store) => store.name);
}
