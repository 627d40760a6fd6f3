import type { Words } from '../words/index.ts';
import type { Terms } from './terms.ts';

type Kinds = 'products' | 'categories';

/** Which goods the terms name, as people call them: what they are for, and what is left out. */
export function goodsOf(terms: Partial<Terms>, language: string, brand: string): { only: string[]; except: string[] } {
  const called = (kind: Kinds, names: readonly string[] = []) =>
    names.map((name) => {
      const known = terms.called?.[kind]?.[name];
      return known?.[language as keyof typeof known] ?? known?.[brand as keyof typeof known] ?? name;
    });
  return {
    only: [...called('categories', terms.categories), ...called('products', terms.products)],
    except: [...called('categories', terms.exceptCategories), ...called('products', terms.exceptProducts)],
  };
}

/** The goods of a coupon as phrases. Terms that only say whom they may suit (without `called`) bind nobody and say nothing. */
export function sayGoods(t: Words, terms: Partial<Terms>, language: string, brand: string): string[] {
  if (!terms.called) return [];
  const { only, except } = goodsOf(terms, language, brand);
  const said: string[] = [];
  if (only.length > 0) said.push(terms.kind === 'gift' ? t.coupons.withGoods(only) : t.coupons.forGoods(only));
  if (except.length > 0) said.push(t.coupons.notForGoods(except));
  return said;
}
