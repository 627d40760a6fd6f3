import { plainAmount, readAmount } from '../../lib/money.ts';
import { gives } from '../describe-terms.ts';
import type { Terms } from '../terms.ts';
import { readCount, readPercent } from './read-numbers.ts';
import { readTexts } from './read-texts.ts';
import { type Asking, isNone, type Step } from './step.ts';

const kinds = ['amount', 'percent', 'gift', 'points'] as const;
const NAME = 60;
const GIFT = 100;

export const kind: Step = {
  name: 'kind',
  question: ({ t }) => t.marketing.ask.kind(),
  choices: ({ t }) => kinds.map((value) => ({ label: t.marketing.choice[value](), value })),
  said: ({ t, draft }) => (draft.terms.kind ? t.marketing.choice[draft.terms.kind]() : undefined),
  read(typed, { t, draft }) {
    const wanted = typed.trim().toLowerCase();
    const chosen = kinds.find((one) => wanted === one || typed.trim() === t.marketing.choice[one]());
    if (!chosen) return { wrong: t.marketing.wrong.choice() };
    if (chosen === draft.terms.kind) return {};
    const nothing = { amountMinor: undefined, percentBasisPoints: undefined, capMinor: undefined };
    return {
      terms: { kind: chosen, ...nothing, gift: undefined, points: undefined },
      limits: { budgetMinor: undefined, giftStock: undefined },
      forget: ['value', 'cap', 'budget', 'gifts'],
    };
  },
};

export const value: Step = {
  name: 'value',
  question: ({ t, shop, draft }) =>
    draft.terms.kind === 'gift'
      ? t.marketing.ask.gift(t.marketing.language(shop.language))
      : t.marketing.ask[draft.terms.kind ?? 'amount'](),
  said: ({ t, draft, shop, language }) => gives(t, draft.terms as Terms, language, shop.language),
  read(typed, at) {
    const { t, shop, draft } = at;
    if (draft.terms.kind === 'gift') return texts(typed, at, 'gift', GIFT);
    if (draft.terms.kind === 'percent') {
      const percentBasisPoints = readPercent(typed);
      return percentBasisPoints ? { terms: { percentBasisPoints } } : { wrong: t.marketing.wrong.percent() };
    }
    if (draft.terms.kind === 'points') {
      const points = readCount(typed, 1e9);
      return points ? { terms: { points } } : { wrong: t.marketing.wrong.count() };
    }
    const amountMinor = readAmount(typed, shop.currency);
    return amountMinor ? { terms: { amountMinor } } : { wrong: t.marketing.wrong.amount() };
  },
};

export const cap: Step = {
  name: 'cap',
  applies: ({ draft }) => draft.terms.kind === 'percent',
  question: ({ t }) => t.marketing.ask.cap(),
  choices: ({ t }) => [{ label: t.marketing.choice.noCap(), value: 'none' }],
  said: ({ draft, shop, t }) =>
    draft.terms.capMinor ? plainAmount(draft.terms.capMinor, shop.currency) : t.marketing.none(),
  read(typed, { t, shop }) {
    // Without a cap nothing bounds what it can cost, so that a budget could not be kept.
    if (isNone(typed)) return { terms: { capMinor: undefined }, limits: { budgetMinor: undefined } };
    const capMinor = readAmount(typed, shop.currency);
    return capMinor ? { terms: { capMinor } } : { wrong: t.marketing.wrong.amount() };
  },
};

export const name: Step = {
  name: 'name',
  question: ({ t, shop }) => t.marketing.ask.name(t.marketing.language(shop.language)),
  said: ({ draft }) => Object.values(draft.terms.name ?? {}).join(' / '),
  read: (typed, at) => texts(typed, at, 'name', NAME),
};

/** Lines in other languages than the brand's alone are added to what there is. */
function texts(typed: string, { t, shop, draft }: Asking, field: 'name' | 'gift', most: number) {
  const read = readTexts(typed, shop.language, most);
  if (!read) return { wrong: t.marketing.wrong.texts(most) };
  const all = read[shop.language] ? read : { ...draft.terms[field], ...read };
  if (!all[shop.language]) return { wrong: t.marketing.wrong.brandText(t.marketing.language(shop.language)) };
  return { terms: { [field]: all } };
}
