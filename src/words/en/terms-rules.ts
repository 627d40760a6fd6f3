import type { Rule } from '../rule-for.ts';

/** What each field of a campaign is called, and what it may be; by its name in the API, without `terms.`. */
export const termsRules = {
  ref: ['short name', 'made of 4 to 16 capital letters and digits'],
  purpose: ['purpose', '“drop”, “birthday” or “given”'],
  kind: ['kind', '“amount”, “percent”, “gift” or “points”'],
  name: ['name', 'there in one language at least, with 1 to 60 visible letters'],
  description: ['description', 'at most 500 visible letters long'],
  amountMinor: ['amount off', 'above zero, and only there for a coupon of money off'],
  percentBasisPoints: ['percentage', 'from 0.01 to 100, and only there for a coupon of percent off'],
  capMinor: ['discount limit', 'above zero, for percent off only; beside a money limit it cannot be left out'],
  gift: ['gift', 'named with 1 to 100 visible letters, and only there for a gift coupon'],
  points: ['number of points', 'a whole number, 1 or more, and only there for a points coupon'],
  minimumMinor: ['minimum order', 'an amount above zero'],
  stores: ['list of stores', 'one or more stores of this shop'],
  validity: ['validity', 'a last day such as 2026-12-31, 1 to 8,784 hours, or 0 to 1,830 days'],
  weekdays: ['list of weekdays', 'one or more days from Monday to Sunday'],
  hours: ['hours', 'a time of day and a later one, such as 14:00 and 17:00'],
  image: ['picture', 'an address that begins with https'],
  stock: ['stock', 'a whole number, 0 or more'],
  perCustomer: ['limit per person', 'a whole number from 1 to 1,000'],
  perDay: ['limit per day', 'a whole number, 1 or more'],
  budgetMinor: ['money limit', 'an amount of 0 or more'],
  giftStock: ['number of gifts', 'a whole number, 0 or more, and only there for a gift coupon'],
  claimFrom: ['first moment to claim', 'a day and time'],
  claimUntil: ['last moment to claim', 'a day and time after the first moment'],
  otherwise: ['entry', 'as the rules for campaigns say; check each field and its spelling'],
} satisfies Record<string, Rule>;
