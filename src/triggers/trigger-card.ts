import { Segment } from '../../entities/segment.ts';
import type { Trigger } from '../../entities/trigger.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { countEffects } from './list-triggers.ts';
import { isRecipe, lacking } from './recipes.ts';
import type { Rule, When } from './rule.ts';

/** What the living try by when nothing else is said. */
export const TRY_DAYS = 30;

/** What people call a trigger: the name of its recipe in their language, or the name it was given. */
export const calledAs = (t: Words, { recipe, name }: Trigger): string =>
  isRecipe(recipe) ? t.triggers.names[recipe]() : name;

/** A trigger as its marketer sees it: what it does, what it has done, and what can be done with it. */
export async function triggerCard(
  tx: Tx,
  t: Words,
  language: string,
  trigger: Trigger,
  lead?: string,
): Promise<Message> {
  const w = t.triggers;
  const { when, give, delayMinutes } = trigger.rule as Rule;
  const claimable = trigger.campaignId ? await findClaimable(tx.db, trigger.campaignId) : undefined;
  const recipe = isRecipe(trigger.recipe) ? trigger.recipe : undefined;
  const lines = [recipe ? w.about[recipe]() : describeWhen(t, when)];
  if (!recipe && delayMinutes > 0) lines.push(w.after(delayMinutes));
  lines.push('', trigger.state === 'on' ? w.on(trigger.since!, tx.now) : w.off());
  const lacks = recipe ? lacking(recipe, { when, campaignId: trigger.campaignId }) : [];
  if ('category' in when && when.category) lines.push(w.category(when.category));
  else if (lacks.includes('category')) lines.push(w.categoryNeeded());
  lines.push(couponLine(tx, t, language, claimable, lacks.includes('campaign')));
  if (give.points) lines.push(w.gotPoints(give.points));
  if (trigger.segmentId) {
    const { name } = await tx.db.findOneByOrFail(Segment, { id: trigger.segmentId });
    lines.push(w.who(name));
  }
  if (trigger.budgetMinor !== null) lines.push(w.budget(trigger.budgetMinor, trigger.committedMinor));
  if (trigger.endsAt) lines.push(w.until(trigger.endsAt, tx.now));
  const { done, waiting, skipped } = await countEffects(tx, trigger.id);
  if (done + waiting + skipped.length > 0) {
    lines.push('', w.figures(done, waiting), ...skipped.map((one) => w.skipped(reasonOf(t, one.reason), one.count)));
  }
  if (claimable?.campaign.purpose === 'drop' && claimable.campaign.state === 'live') lines.push('', w.open());
  return {
    title: calledAs(t, trigger),
    text: [...(lead ? [lead, ''] : []), ...lines].join('\n'),
    buttons: buttons(t, trigger, lacks[0], claimable),
  };
}

/** Why somebody got nothing, in words. */
export const reasonOf = (t: Words, reason: string): string => t.triggers.reasons[reason] ?? reason;

function couponLine(tx: Tx, t: Words, language: string, claimable: Claimable | undefined, needed: boolean): string {
  if (claimable) {
    const { terms, campaign } = claimable;
    return t.triggers.coupon(inLanguage(terms.name, language, tx.shop.language), campaign.ref);
  }
  return needed ? t.triggers.couponNeeded() : t.triggers.noCoupon();
}

function buttons(
  t: Words,
  { name, state }: Trigger,
  need: 'category' | 'campaign' | undefined,
  claimable: Claimable | undefined,
): Button[] {
  const w = t.triggers;
  const act = (label: string, verb: string) => ({ label, says: `/triggers ${name} ${verb}` });
  const all = { label: w.all(), says: '/triggers' };
  if (need === 'category') return [act(w.chooseCategory(), 'category'), all];
  if (need === 'campaign') return [act(w.chooseCoupon(), 'coupon'), all];
  return [
    state === 'on' ? act(w.switchOff(), 'off') : act(w.switchOn(), 'on'),
    act(w.tryOut(TRY_DAYS), `try ${TRY_DAYS}`),
    act(w.chooseCoupon(), 'coupon'),
    ...(claimable ? [act(w.setBudget(), 'budget')] : []),
    ...(claimable?.campaign.purpose === 'drop' ? [act(w.keepOut(), 'only')] : []),
    all,
  ];
}

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
      return w.away(when.times);
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
