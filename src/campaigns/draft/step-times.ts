import { addDays, civilDate, endOfDay } from '../../lib/dates.ts';
import { readMoment, readValidity } from './read-times.ts';
import { type Asking, isNone, type Step } from './step.ts';

const instant = (text: string | null | undefined) => (text ? new Date(text) : undefined);

export const from: Step = {
  name: 'from',
  question: ({ t, shop }) => t.marketing.ask.from(shop.zone),
  choices: ({ t }) => [{ label: t.marketing.choice.fromNow(), value: 'now' }],
  said({ t, draft, now, shop }) {
    const at = instant(draft.limits.claimFrom);
    return at ? t.marketing.limit.from(at, now, shop.zone) : t.marketing.choice.fromNow();
  },
  read(typed, { t, now, shop, draft }) {
    if (/^now$/i.test(typed.trim()) || typed.trim() === t.marketing.choice.fromNow())
      return { limits: { claimFrom: undefined } };
    const at = readMoment(typed, now, shop.zone, 'from');
    if (!at) return { wrong: t.marketing.wrong.time() };
    // The day that it is has begun already: that means now.
    if (at <= now)
      return civilDate(at, shop.zone) === civilDate(now, shop.zone)
        ? { limits: { claimFrom: undefined } }
        : { wrong: t.marketing.wrong.past() };
    const until = instant(draft.limits.claimUntil);
    const limits = { claimFrom: at.toISOString() };
    if (!until || until > at) return { limits };
    return { limits: { ...limits, claimUntil: undefined }, forget: ['until'] };
  },
};

export const until: Step = {
  name: 'until',
  question: ({ t, shop }) => t.marketing.ask.until(shop.zone),
  choices: ({ t }) => [{ label: t.marketing.choice.noEnd(), value: 'none' }],
  said({ t, draft, now, shop }) {
    const at = instant(draft.limits.claimUntil);
    return at ? t.marketing.limit.until(at, now, shop.zone) : t.marketing.limit.noEnd();
  },
  read(typed, { t, now, shop, draft }) {
    if (isNone(typed) || typed.trim() === t.marketing.choice.noEnd()) return { limits: { claimUntil: undefined } };
    const at = readMoment(typed, now, shop.zone, 'through');
    if (!at) return { wrong: t.marketing.wrong.time() };
    if (at <= now) return { wrong: t.marketing.wrong.past() };
    const begins = instant(draft.limits.claimFrom);
    if (begins && at <= begins) return { wrong: t.marketing.wrong.beforeFrom(begins, now) };
    return { limits: { claimUntil: at.toISOString() } };
  },
};

export const validity: Step = {
  name: 'validity',
  question: ({ t }) => t.marketing.ask.validity(),
  choices({ t, now, shop }) {
    const monthEnd = endOfMonth(civilDate(now, shop.zone));
    return [
      { label: t.marketing.choice.hours(48), value: '48 hours' },
      ...[7, 30, 90].map((n) => ({ label: t.marketing.choice.days(n), value: `${n} days` })),
      { label: monthEnd, value: monthEnd },
    ];
  },
  said: saidValidity,
  read(typed, { t, now, shop, draft }) {
    const read = readValidity(typed, now, shop.zone);
    if (!read) return { wrong: t.marketing.wrong.validity() };
    if ('until' in read) {
      const ends = endOfDay(read.until, shop.zone);
      if (ends <= now) return { wrong: t.marketing.wrong.past() };
      const begins = instant(draft.limits.claimFrom);
      if (begins && ends <= begins) return { wrong: t.marketing.wrong.beforeFrom(begins, now) };
    }
    return { terms: { validity: read } };
  },
};

function saidValidity({ t, draft, now, shop }: Asking): string | undefined {
  const { validity } = draft.terms;
  if (!validity) return undefined;
  if ('hours' in validity) return t.coupons.validHours(validity.hours);
  if ('days' in validity) return t.coupons.validDays(validity.days);
  return t.coupons.validThrough(endOfDay(validity.until, shop.zone), now, shop.zone);
}

function endOfMonth(today: string): string {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}
