import type { Trigger } from '../../entities/trigger.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import { readAmount } from '../lib/money.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { findSegment } from '../segments/find-segment.ts';
import type { Actor } from '../staff/actor.ts';
import { calledAs } from '../triggers/called-as.ts';
import { changeTrigger, keepOutOfDrops, type TriggerChange } from '../triggers/change-trigger.ts';
import { categories, givable } from '../triggers/choices.ts';
import { isRecipe, lacking, recipes } from '../triggers/recipes.ts';
import type { Rule } from '../triggers/rule.ts';
import { switchOn } from '../triggers/switch-trigger.ts';
import { triggerCard } from '../triggers/trigger-card.ts';
import type { Said } from './command.ts';

export type Act = (said: Said, by: Actor, trigger: Trigger, rest: string) => Promise<Message>;

/** The command behind a question or a button: answered after somebody else has changed the trigger, it says so. */
export const asSeen = ({ name, version }: Trigger): string => `/triggers ${name}@${version}`;

const NONE = /^(none|no|0|無|无|不送)$/i;
/** Nothing, as a budget, is an amount: then it gives nothing more. */
const UNBOUNDED = /^(none|no|無|无|不設上限|不设上限)$/i;

/** What can be changed of a trigger, each by a verb. Without more it asks. */
export const changes: Record<string, Act> = {
  async coupon(said, by, trigger, rest) {
    if (!rest) return askCoupon(said, trigger);
    if (!NONE.test(rest)) await refuseUngiven(said, rest);
    return changed(said, by, trigger, { campaign: NONE.test(rest) ? null : rest });
  },

  async category(said, by, trigger, rest) {
    const rule = trigger.rule as Rule;
    if (!rest) return askCategory(said, trigger);
    if (!('category' in rule.when)) return triggerCard(said.tx, said.t, said.person.language, trigger);
    const when = { ...rule.when, category: clip(rest.replace(/\s+/g, ' '), 200) };
    return changed(said, by, trigger, { rule: { ...rule, when } });
  },

  async budget(said, by, trigger, rest) {
    const { t, tx, ask } = said;
    if (!rest) {
      ask(`${asSeen(trigger)} budget`);
      const none = { label: t.triggers.noBudget(), says: `${asSeen(trigger)} budget none` };
      return { text: t.triggers.askBudget(), buttons: [none, back(said, trigger)] };
    }
    const budgetMinor = UNBOUNDED.test(rest) ? null : readAmount(rest, tx.shop.currency);
    if (budgetMinor === undefined) throw new Refusal('amount-invalid');
    return changed(said, by, trigger, { budgetMinor });
  },

  async who(said, by, trigger, rest) {
    if (!rest) return askWho(said, trigger);
    const segmentId = NONE.test(rest) ? null : (await findSegment(said.tx, rest)).id;
    return changed(said, by, trigger, { segmentId });
  },

  async only({ tx, t, person }, by, trigger) {
    const { campaign, terms } = (await findClaimable(tx.db, trigger.campaignId!))!;
    await keepOutOfDrops(tx, by, campaign.id);
    const name = inLanguage(terms.name, person.language, tx.shop.language);
    return triggerCard(tx, t, person.language, trigger, t.triggers.keptOut(name));
  },
};

/** After an answer to what it still needed a recipe goes on by itself: to the next question, and then on. */
export async function changed(said: Said, by: Actor, trigger: Trigger, change: TriggerChange): Promise<Message> {
  const { tx, t, person } = said;
  const lacked = lacks(trigger);
  const now = await changeTrigger(tx, by, trigger.id, { version: trigger.version, ...change });
  const need = lacks(now);
  if (lacked && need && need !== lacked) return askCoupon(said, now);
  if (!lacked || need) return triggerCard(tx, t, person.language, now, t.triggers.changed());
  const on = await switchOn(tx, by, now.id);
  return triggerCard(tx, t, person.language, on, t.triggers.isOn(calledAs(t, on)));
}

const lacks = ({ recipe, rule, campaignId }: Trigger) =>
  isRecipe(recipe) ? lacking(recipe, { when: (rule as Rule).when, campaignId })[0] : undefined;

async function askCoupon(said: Said, trigger: Trigger): Promise<Message> {
  const { tx, t, person } = said;
  const campaigns = await givable(tx);
  const optional =
    !isRecipe(trigger.recipe) || !(recipes[trigger.recipe].needs as readonly string[]).includes('campaign');
  const none = { label: t.triggers.withoutCoupon(), says: `${asSeen(trigger)} coupon none` };
  const others = [...(optional ? [none] : []), back(said, trigger)];
  if (campaigns.length === 0) return { text: t.triggers.noCampaigns(), buttons: others };
  const name = ({ terms }: Claimable) => clip(inLanguage(terms.name, person.language, tx.shop.language), 20);
  const choices: Button[] = campaigns.map((one) => ({
    label: name(one),
    says: `${asSeen(trigger)} coupon ${one.campaign.ref}`,
  }));
  return { text: t.triggers.askCoupon(), buttons: [...choices, ...others] };
}

async function askCategory(said: Said, trigger: Trigger): Promise<Message> {
  said.ask(`${asSeen(trigger)} category`);
  const choices = (await categories(said.tx)).map((name) => ({
    label: clip(name, 20),
    says: `${asSeen(trigger)} category ${name}`,
  }));
  return { text: said.t.triggers.askCategory(), buttons: [...choices, back(said, trigger)] };
}

export const back = ({ t }: Said, { name }: Trigger): Button => ({ label: t.chat.back(), says: `/triggers ${name}` });

async function askWho(said: Said, trigger: Trigger): Promise<Message> {
  const { tx, t, ask } = said;
  ask(`${asSeen(trigger)} who`);
  const known: { name: string }[] = await tx.db.query(
    'select name from segment where retired_at is null order by created_at desc, id desc limit 9',
  );
  const choices = known.map(({ name }) => ({ label: clip(name, 20), says: `${asSeen(trigger)} who ${name}` }));
  const everybody = { label: t.triggerActs.everybody(), says: `${asSeen(trigger)} who none` };
  return { text: t.triggerActs.askWho(), buttons: [everybody, ...choices, back(said, trigger)] };
}

/** Refuses what there is not, and what is not open. */
async function refuseUngiven({ tx }: Said, ref: string): Promise<void> {
  const found = await findClaimable(tx.db, ref);
  if (!found) throw new Refusal('campaign-unknown');
  if (found.campaign.state !== 'live') throw new Refusal('trigger-needs', { need: 'live' });
}
