import type { Language, Words } from '../words/index.ts';
import { languageName } from '../words/index.ts';
import { recipes } from './recipes.ts';
import type { Rule, When } from './rule.ts';

/** What has to happen, in words. */
export function describeWhen(t: Words, when: When): string {
  const w = t.triggers.when;
  const only = (parts: (string | undefined)[]) => parts.filter((part) => part !== undefined).join(' · ');
  switch (when.kind) {
    case 'purchase':
      return only([w.purchase(), narrowed(t, when)]);
    case 'purchases':
      return only([w.purchases(when.count, when.days), narrowed(t, when)]);
    case 'visit':
      return w.visit(when.count);
    case 'spend':
      return w.spend(when.amountMinor, when.every);
    case 'points':
      return w.points(when.balance);
    case 'tier':
      return w.tier(when.tier ?? null);
    case 'coupon-expiring':
      return w['coupon-expiring'](when.days);
    case 'away':
      return when.own && when.times === 1 ? t.triggerActs.dueAgain() : w.away(when.times);
    case 'rating':
      return w.rating(when.most);
    case 'tag':
      return w.tag(when.tag);
    case 'event':
      return w.event(when.name);
    default:
      return w[when.kind]();
  }
}

function narrowed(t: Words, { category, product }: { category?: string; product?: string }): string | undefined {
  const what = [category, product].filter((part) => part);
  return what.length > 0 ? t.triggers.only(what.join(' · ')) : undefined;
}

/** How much later it is done. */
export const describeDelay = (t: Words, minutes: number): string =>
  minutes % 60 === 0 && minutes % 1440 !== 0 ? t.triggerActs.hoursLater(minutes / 60) : t.triggers.after(minutes);

/** True when a recipe still waits for what its own words say, whatever category was chosen. */
export function asWritten(recipe: keyof typeof recipes, { when, delayMinutes, once }: Rule): boolean {
  const { rule } = recipes[recipe];
  const bare = (one: object) => JSON.stringify(Object.entries({ own: false, ...one, category: '' }).sort());
  const written: { when: object; delayMinutes?: number; once?: Rule['once'] } = rule;
  return (
    bare(when) === bare(rule.when) &&
    delayMinutes === (written.delayMinutes ?? 0) &&
    JSON.stringify(once) === JSON.stringify(written.once ?? 'occurrence')
  );
}

/** What is done beside the coupon, how often, and in which words; a line each. */
export function describeGive(t: Words, { give, once, class: kind }: Rule, recipe: boolean): string[] {
  const w = t.triggerActs;
  const lines: string[] = [];
  if (give.points) lines.push(t.triggers.gotPoints(give.points));
  if (give.tag) lines.push(w.tags(give.tag));
  if (give.tellStaff) lines.push(w.tells());
  if (!recipe && once !== 'occurrence') lines.push(w.once(once === 'ever', once === 'ever' ? 0 : once.days));
  if (!recipe && kind === 'notice') lines.push(w.owed());
  for (const [language, text] of Object.entries(give.text ?? {}))
    if (text) lines.push(w.reads(languageName(language as Language), text));
  return lines;
}
