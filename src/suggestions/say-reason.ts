import { cleanName, clip } from '../lib/plain-text.ts';
import type { Shop } from '../shop.ts';
import type { Reason } from './fit.ts';
import type { Taste } from './taste.ts';

const LONGEST = 40;

/** A reason in the reader's language; products by the names that people know, else as the till calls them. */
export function sayReason(shop: Shop, language: string, reason: Reason, taste: Taste): string {
  const said = shop.words(language).suggestions;
  const called = (name: string, names: Partial<Record<string, string>> | null | undefined) =>
    clip(cleanName(names?.[language] ?? names?.[shop.language] ?? name) ?? name, LONGEST);
  if (reason.why === 'looked') return said.looked();
  if (reason.why === 'store') return said.usualStore(reason.name);
  if (reason.why === 'kind') return said.usualKind[reason.kind]();
  if (reason.why === 'habit') {
    const { kind, name } = reason;
    const bought = (kind === 'product' ? taste.products : taste.categories).find((one) => one.name === name);
    return said.habit(called(name, bought?.names));
  }
  const { product, bought, other, together, orders } = reason;
  const pair = taste.pairs.find((one) => one.product === product && one.other === other);
  return said.goesWith(called(product, pair?.names), bought, called(other, pair?.otherNames), together, orders);
}
