import { plainAmount, readAmount } from '../../lib/money.ts';
import { type Terms, worstOf } from '../terms.ts';
import { readCount } from './read-numbers.ts';
import { type Asking, isNone, type Step } from './step.ts';

type Counted = 'stock' | 'perDay' | 'giftStock';

/** A limit in pieces that may be left out. */
function counted(
  name: 'stock' | 'daily' | 'gifts',
  field: Counted,
  quick: number[],
  applies?: (at: Asking) => boolean,
): Step {
  return {
    name,
    ...(applies ? { applies } : {}),
    question: ({ t }) => t.marketing.ask[name](),
    choices: ({ t }) => [
      { label: t.marketing.choice.noLimit(), value: 'none' },
      ...quick.map((n) => ({ label: String(n), value: String(n) })),
    ],
    said: ({ draft, t }) => String(draft.limits[field] ?? t.marketing.choice.noLimit()),
    read(typed, { t }) {
      if (isNone(typed) || typed.trim() === t.marketing.choice.noLimit()) return { limits: { [field]: undefined } };
      const count = readCount(typed, 1e9);
      return count ? { limits: { [field]: count } } : { wrong: t.marketing.wrong.count() };
    },
  };
}

const more = ({ draft }: Asking) => draft.more;

export const stock = counted('stock', 'stock', [50, 100, 500, 1000]);
export const daily = counted('daily', 'perDay', [], more);
export const gifts = counted('gifts', 'giftStock', [], (at) => more(at) && at.draft.terms.kind === 'gift');

export const limits: Step = {
  name: 'limits',
  question: ({ t }) => t.marketing.ask.limits(),
  choices: ({ t }) => [
    { label: t.marketing.choice.fine(), value: 'fine' },
    { label: t.marketing.choice.more(), value: 'more' },
  ],
  said: ({ t, draft }) => (draft.more ? t.marketing.choice.more() : t.marketing.choice.fine()),
  read(typed, { t }) {
    const wanted = typed.trim().toLowerCase();
    if (wanted === 'more' || typed.trim() === t.marketing.choice.more()) return { more: true };
    if (wanted !== 'fine' && typed.trim() !== t.marketing.choice.fine() && !isNone(typed))
      return { wrong: t.marketing.wrong.choice() };
    const nothing = { perCustomer: undefined, perDay: undefined, budgetMinor: undefined, giftStock: undefined };
    return { more: false, limits: nothing, forget: ['person', 'daily', 'budget', 'gifts'] };
  },
};

export const person: Step = {
  name: 'person',
  applies: more,
  question: ({ t }) => t.marketing.ask.person(),
  choices: () => ['1', '2', '3'].map((n) => ({ label: n, value: n })),
  said: ({ draft }) => String(draft.limits.perCustomer ?? 1),
  read(typed, { t }) {
    const perCustomer = readCount(typed, 1000);
    return perCustomer ? { limits: { perCustomer } } : { wrong: t.marketing.wrong.count() };
  },
};

export const budget: Step = {
  name: 'budget',
  // Gifts and points cost no money, and nothing bounds a percentage without a cap.
  applies: (at) => more(at) && (worstOf(at.draft.terms as Terms) ?? 0) > 0,
  question: ({ t }) => t.marketing.ask.budget(),
  choices: ({ t }) => [{ label: t.marketing.choice.noLimit(), value: 'none' }],
  said: ({ draft, shop, t }) =>
    draft.limits.budgetMinor ? plainAmount(draft.limits.budgetMinor, shop.currency) : t.marketing.choice.noLimit(),
  read(typed, { t, shop }) {
    if (isNone(typed) || typed.trim() === t.marketing.choice.noLimit()) return { limits: { budgetMinor: undefined } };
    const budgetMinor = readAmount(typed, shop.currency);
    return budgetMinor ? { limits: { budgetMinor } } : { wrong: t.marketing.wrong.amount() };
  },
};
