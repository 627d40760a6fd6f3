import { clip } from '../../lib/plain-text.ts';
import type { Good } from '../../suggestions/list-goods.ts';
import { sayGoods } from '../goods.ts';
import { clash, readGoods, tokenOf } from './read-goods.ts';
import { type Asking, isNone, type Step } from './step.ts';

// More than these are typed by name.
const MOST = 8;
const LABEL = 20;

/** Which goods the coupon is for, and which not: asked once the shop knows what it sells. */
export const goods: Step = {
  name: 'goods',
  applies: (at) => at.goods.length > 0,
  question: ({ t, draft }) => (draft.terms.kind === 'gift' ? t.marketing.ask.giftGoods() : t.marketing.ask.goods()),
  choices: (at) => [
    { label: at.t.marketing.choice.allGoods(), value: 'none' },
    ...at.goods.slice(0, MOST).map((good) => ({ label: clip(called(good, at), LABEL), value: tokenOf(good) })),
  ],
  said: ({ t, draft, language, shop }) =>
    t.coupons.facts(sayGoods(t, draft.terms, language, shop.language)) || t.marketing.choice.allGoods(),
  read(typed, at) {
    const { t } = at;
    const skipped = isNone(typed) || typed.trim() === t.marketing.choice.allGoods();
    const read = skipped ? { only: [], except: [] } : readGoods(typed, at.goods);
    if (!read) return { wrong: t.marketing.wrong.goods(at.goods.slice(0, MOST).map((good) => called(good, at))) };
    if (clash(read)) return { wrong: t.marketing.wrong.goodsClash() };
    const { only, except } = read;
    return {
      terms: {
        products: namesOf(only, 'product'),
        categories: namesOf(only, 'category'),
        exceptProducts: namesOf(except, 'product'),
        exceptCategories: namesOf(except, 'category'),
        called: only.length + except.length > 0 ? calledNow([...only, ...except]) : undefined,
      },
    };
  },
};

const called = ({ name, names }: Good, { language, shop }: Asking) =>
  names?.[language] ?? names?.[shop.language] ?? name;

function namesOf(goods: readonly Good[], kind: Good['kind']): string[] | undefined {
  const names = goods.filter((good) => good.kind === kind).map(({ name }) => name);
  return names.length > 0 ? names : undefined;
}

/** What they are called is frozen with the terms, as these are. */
function calledNow(goods: readonly Good[]) {
  const of = (kind: Good['kind']) =>
    Object.fromEntries(goods.filter((one) => one.kind === kind && one.names).map(({ name, names }) => [name, names!]));
  return { products: of('product'), categories: of('category') };
}
