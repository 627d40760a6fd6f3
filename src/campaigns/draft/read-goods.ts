import { createHash } from 'node:crypto';
import type { Good } from '../../suggestions/list-goods.ts';

/** What was named: what it is for (nothing: everything), and what is left out. */
export interface ReadGoods {
  only: Good[];
  except: Good[];
}

const EXCEPT =
  /(?:^|[\s,;]+)(?:except(?: for)?|but not|not|without|excluding)\s+|[,、;\s]*(?:不包括|不包含|不適用|不适用|不含|除了|排除|扣除)[:\s]*/i;
const EVERYTHING = /^(everything|all(?: goods)?|全部(?:商品)?|所有(?:商品)?|不限(?:商品)?)$/i;

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase();

/** A short word for a product or category that a button can carry, whatever the till calls it. */
export const tokenOf = ({ kind, name }: Good) =>
  `#${createHash('sha256').update(`${kind}:${name}`).digest('hex').slice(0, 10)}`;

/** `coffee, tea except latte`, `咖啡、茶，不含拿鐵`, or `everything except …`; undefined when something is not known. */
export function readGoods(typed: string, goods: readonly Good[]): ReadGoods | undefined {
  // A thing may have such a word in its own name.
  const whole = goodNamed(goods, typed);
  if (whole) return { only: [whole], except: [] };
  const [first = '', second, ...more] = typed.normalize('NFKC').split(EXCEPT);
  if (more.length > 0) return undefined;
  const only = EVERYTHING.test(first.trim()) || !first.trim() ? [] : named(goods, first);
  const except = second === undefined ? [] : named(goods, second);
  if (
    !only ||
    !except ||
    (second === undefined ? only.length === 0 && !EVERYTHING.test(first.trim()) : except.length === 0)
  )
    return undefined;
  return { only, except };
}

/** True when what is left out leaves nothing of something that it is for. */
export function clash({ only, except }: ReadGoods): boolean {
  const out = new Set(except.map(tokenOf));
  return only.some(
    (good) =>
      out.has(tokenOf(good)) ||
      (good.kind === 'product' && except.some(({ kind, name }) => kind === 'category' && name === good.category)),
  );
}

function named(goods: readonly Good[], list: string): Good[] | undefined {
  const parts = list.split(/[,、;\n]/).filter((part) => part.trim());
  const found = parts.flatMap(
    (part) => goodNamed(goods, part) ?? part.split(/\s+(?:and|or)\s+|[和或與与]/).map((one) => goodNamed(goods, one)),
  );
  return found.includes(undefined) ? undefined : [...new Set(found as Good[])];
}

/** By the till's word, by a name in any language, or as the only one whose name has the text in it. */
function goodNamed(goods: readonly Good[], text: string): Good | undefined {
  const wanted = plain(text);
  if (!wanted) return undefined;
  const words = (good: Good) => [good.name, ...Object.values(good.names ?? {})].map((word) => plain(word ?? ''));
  const exact = goods.find((good) => tokenOf(good) === wanted) ?? goods.find((good) => words(good).includes(wanted));
  if (exact) return exact;
  const near = goods.filter((good) => words(good).some((word) => word.includes(wanted)));
  return near.length === 1 ? near[0] : undefined;
}
