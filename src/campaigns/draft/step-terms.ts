import { plainAmount, readAmount } from '../../lib/money.ts';
import { storeNamed } from '../../stores/list-stores.ts';
import { readHours } from './read-times.ts';
import { readWeekdays } from './read-weekdays.ts';
import { isNone, type Step } from './step.ts';

// More stores than this are typed by name.
const MOST = 8;

export const minimum: Step = {
  name: 'minimum',
  question: ({ t }) => t.marketing.ask.minimum(),
  choices: ({ t }) => [{ label: t.marketing.choice.noMinimum(), value: 'none' }],
  said: ({ draft, shop, t }) =>
    draft.terms.minimumMinor ? plainAmount(draft.terms.minimumMinor, shop.currency) : t.marketing.none(),
  read(typed, { t, shop }) {
    const minor = isNone(typed) ? 0 : readAmount(typed, shop.currency);
    if (minor === undefined) return { wrong: t.marketing.wrong.amount() };
    return { terms: { minimumMinor: minor || undefined } };
  },
};

export const stores: Step = {
  name: 'stores',
  applies: (at) => at.stores.length > 0,
  question: ({ t }) => t.marketing.ask.stores(),
  choices: (at) => [
    { label: at.t.marketing.choice.allStores(), value: 'none' },
    ...at.stores.slice(0, MOST).map(({ id, name }) => ({ label: name, value: id })),
  ],
  said: ({ t, draft, stores }) =>
    stores
      .filter(({ id }) => draft.terms.stores?.includes(id))
      .map(({ name }) => name)
      .join(', ') || t.marketing.choice.allStores(),
  read(typed, { t, stores }) {
    if (isNone(typed) || typed.trim() === t.marketing.choice.allStores()) return { terms: { stores: undefined } };
    const found = typed
      .split(/[,，、;\n]/)
      .filter((part) => part.trim())
      .map((part) => stores.find(({ id }) => id === part.trim().toLowerCase()) ?? storeNamed(stores, part));
    if (found.length === 0 || found.includes(undefined))
      return { wrong: t.marketing.wrong.stores(stores.map(({ name }) => name)) };
    return { terms: { stores: [...new Set(found.map((store) => store!.id))] } };
  },
};

export const days: Step = {
  name: 'days',
  question: ({ t }) => t.marketing.ask.days(),
  choices: ({ t }) => [
    { label: t.marketing.choice.everyDay(), value: 'none' },
    { label: t.marketing.choice.workdays(), value: '1-5' },
    { label: t.marketing.choice.weekend(), value: '6-7' },
  ],
  said: ({ t, draft }) =>
    draft.terms.weekdays ? t.coupons.onDays(draft.terms.weekdays) : t.marketing.choice.everyDay(),
  read(typed, { t }) {
    if (isNone(typed) || typed.trim() === t.marketing.choice.everyDay()) return { terms: { weekdays: undefined } };
    const weekdays = readWeekdays(typed);
    if (!weekdays) return { wrong: t.marketing.wrong.days() };
    return { terms: { weekdays: weekdays.length === 7 ? undefined : weekdays } };
  },
};

export const hours: Step = {
  name: 'hours',
  question: ({ t }) => t.marketing.ask.hours(),
  choices: ({ t }) => [{ label: t.marketing.choice.allDay(), value: 'none' }],
  said: ({ t, draft }) =>
    draft.terms.hours
      ? t.coupons.between(draft.terms.hours.from, draft.terms.hours.until)
      : t.marketing.choice.allDay(),
  read(typed, { t }) {
    if (isNone(typed) || typed.trim() === t.marketing.choice.allDay()) return { terms: { hours: undefined } };
    const hours = readHours(typed);
    return hours ? { terms: { hours } } : { wrong: t.marketing.wrong.hours() };
  },
};

export const picture: Step = {
  name: 'picture',
  question: ({ t }) => t.marketing.ask.picture(),
  choices: ({ t }) => [{ label: t.marketing.choice.noPicture(), value: 'none' }],
  said: ({ t, draft }) => draft.terms.image ?? t.marketing.choice.noPicture(),
  read(typed, { t }) {
    if (isNone(typed) || typed.trim() === t.marketing.choice.noPicture()) return { terms: { image: undefined } };
    const address = URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined;
    const fits = address?.protocol === 'https:' && address.hostname.includes('.') && address.href.length <= 1000;
    return fits ? { terms: { image: address.href } } : { wrong: t.marketing.wrong.picture() };
  },
};
