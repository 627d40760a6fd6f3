import { Segment } from '../../entities/segment.ts';
import type { Trigger } from '../../entities/trigger.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import { wallTime } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { calledAs } from './called-as.ts';
import { asWritten, describeDelay, describeGive, describeWhen } from './describe-trigger.ts';
import { countEffects } from './list-triggers.ts';
import { isRecipe, lacking } from './recipes.ts';
import type { Rule } from './rule.ts';

/** What the living try by when nothing else is said. */
export const TRY_DAYS = 30;

/** A trigger as its marketer sees it: what it does, what it has done, and what can be done with it. */
export async function triggerCard(
  tx: Tx,
  t: Words,
  language: string,
  trigger: Trigger,
  lead?: string,
): Promise<Message> {
  const claimable = trigger.campaignId ? await findClaimable(tx.db, trigger.campaignId) : undefined;
  const lines = await triggerLines(tx, t, language, trigger, claimable);
  return {
    title: calledAs(t, trigger),
    text: [...(lead ? [lead, ''] : []), ...lines].join('\n'),
    buttons: buttons(t, trigger, lacks(trigger)[0], claimable),
  };
}

/** What a recipe still waits for before it can begin. */
export const lacks = ({ recipe, rule, campaignId }: Trigger) =>
  isRecipe(recipe) ? lacking(recipe, { when: (rule as Rule).when, campaignId }) : [];

/** What has to happen, in one sentence. */
export function aboutTrigger(t: Words, { recipe, rule }: Trigger): string {
  return isRecipe(recipe) && asWritten(recipe, rule as Rule)
    ? t.triggers.about[recipe]()
    : describeWhen(t, (rule as Rule).when);
}

/** What a trigger does and what it has done, a line each; `claimable` is what it gives. */
export async function triggerLines(
  tx: Tx,
  t: Words,
  language: string,
  trigger: Trigger,
  claimable: Claimable | undefined,
): Promise<string[]> {
  const w = t.triggers;
  const rule = trigger.rule as Rule;
  const { when, delayMinutes } = rule;
  const told = isRecipe(trigger.recipe) && asWritten(trigger.recipe, rule);
  const lines = [aboutTrigger(t, trigger)];
  const about = 'campaignId' in when && when.campaignId ? await findClaimable(tx.db, when.campaignId) : undefined;
  if (about) lines.push(w.only(inLanguage(about.terms.name, language, tx.shop.language)));
  if (!told && delayMinutes > 0) lines.push(describeDelay(t, delayMinutes));
  lines.push('', trigger.state === 'on' ? w.on(trigger.since!, tx.now) : w.off());
  const missing = lacks(trigger);
  if (told && 'category' in when && when.category) lines.push(w.category(when.category));
  else if (missing.includes('category')) lines.push(w.categoryNeeded());
  lines.push(couponLine(tx, t, language, claimable, missing.includes('campaign')));
  lines.push(...describeGive(t, rule, Boolean(told)));
  if (trigger.segmentId) {
    const { name } = await tx.db.findOneByOrFail(Segment, { id: trigger.segmentId });
    lines.push(w.who(name));
  }
  if (trigger.budgetMinor !== null) lines.push(w.budget(trigger.budgetMinor, trigger.committedMinor));
  if (trigger.endsAt) lines.push(w.until(lastMinute(trigger.endsAt, tx.shop.zone), tx.now));
  const { done, waiting, skipped } = await countEffects(tx, trigger.id);
  if (done + waiting + skipped.length > 0) {
    lines.push('', w.figures(done, waiting), ...skipped.map((one) => w.skipped(reasonOf(t, one.reason), one.count)));
  }
  if (claimable?.campaign.purpose === 'drop' && claimable.campaign.state === 'live') lines.push('', w.open());
  return lines;
}

/** An end at midnight belongs to the day before, as people say it. */
const lastMinute = (end: Date, zone: string) =>
  wallTime(end, zone) === '00:00' ? new Date(end.getTime() - 60_000) : end;

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
    act(t.triggerActs.labels.text(), 'text'),
    ...(claimable ? [act(w.setBudget(), 'budget')] : []),
    ...(claimable?.campaign.purpose === 'drop' ? [act(w.keepOut(), 'only')] : []),
    act(t.triggerActs.more(), 'more'),
    all,
  ];
}
