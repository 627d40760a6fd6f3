import type { Trigger } from '../../entities/trigger.ts';
import type { Message } from '../chat/channel.ts';
import { clip } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise } from '../staff/actor.ts';
import { calledAs } from '../triggers/called-as.ts';
import { keepRecipe, NEW } from '../triggers/create-trigger.ts';
import { describeWhen } from '../triggers/describe-trigger.ts';
import { findTrigger } from '../triggers/find-trigger.ts';
import { listTriggers } from '../triggers/list-triggers.ts';
import { isRecipe, lacking } from '../triggers/recipes.ts';
import type { Rule } from '../triggers/rule.ts';
import { switchOff, switchOn } from '../triggers/switch-trigger.ts';
import { TRY_DAYS, triggerCard } from '../triggers/trigger-card.ts';
import { tryCard } from '../triggers/try-card.ts';
import { tryTrigger } from '../triggers/try-trigger.ts';
import type { Words } from '../words/index.ts';
import { changes } from './change-trigger.ts';
import type { Command, Said } from './command.ts';
import { newTrigger } from './new-trigger.ts';
import { shapes } from './shape-trigger.ts';
import { staffOnly } from './staff-only.ts';

const DAY = 86_400_000;
const MOST_DAYS = 90;

/**
 * `/triggers [new KIND … | NAME[@VERSION] [on [past DAYS] | off | try DAYS | coupon | category | budget | who | only | more | text | points |
 * delay | once | until | tag | staff | owed …]]`
 */
export const triggers: Command = {
  name: 'triggers',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    authorise(by, 'publish');
    const [, name = '', verb = '', rest = ''] = /^(\S*)\s*(\S*)\s*([\s\S]*)$/.exec(said.args)!;
    if (!name) return list(said, by);
    if (name.toLowerCase() === NEW) return newTrigger(said, by, verb.toLowerCase(), rest.trim());
    const [called = '', seen] = name.split('@');
    const trigger = await findTrigger(said.tx, called);
    const act = { ...acts, ...changes, ...shapes }[verb.toLowerCase()];
    if (!act) return triggerCard(said.tx, said.t, said.person.language, trigger);
    const kept = trigger.id || !isRecipe(trigger.name) ? trigger : await keepRecipe(said.tx, by, trigger.name);
    // What was asked for, or offered as a button, was about the trigger as it was then.
    if (seen && rest && Number(seen) !== kept.version) throw new Refusal('trigger-changed', { name: kept.name });
    return act(said, by, kept, rest.trim());
  },
};

async function list({ tx, t }: Said, by: Actor): Promise<Message> {
  const all = await listTriggers(tx, by);
  const lines = all.map(({ trigger, done }) => t.triggers.line(sentence(t, trigger), trigger.state === 'on', done));
  return {
    title: t.triggers.title(),
    text: [...lines, '', t.triggers.intro()].join('\n'),
    buttons: [
      ...all.map(({ trigger }) => ({ label: clip(calledAs(t, trigger), 20), says: `/triggers ${trigger.name}` })),
      { label: t.triggerActs.fresh(), says: `/triggers ${NEW}` },
    ],
  };
}

/** A recipe by its name, one of the shop's own also by what it waits for. */
const sentence = (t: Words, trigger: Trigger): string =>
  isRecipe(trigger.recipe) ? calledAs(t, trigger) : `${trigger.name} · ${describeWhen(t, (trigger.rule as Rule).when)}`;

/** What is done with one trigger; `rest` is what follows the verb. */
export type Act = (said: Said, by: Actor, trigger: Trigger, rest: string) => Promise<Message>;

const acts: Record<string, Act> = {
  async on(said, by, trigger, rest) {
    const { tx, t, person } = said;
    const lacks = isRecipe(trigger.recipe)
      ? lacking(trigger.recipe, { when: (trigger.rule as Rule).when, campaignId: trigger.campaignId })[0]
      : undefined;
    if (lacks) return changes[lacks === 'campaign' ? 'coupon' : 'category']!(said, by, trigger, '');
    const days = Math.min(Number(/^past\s+(\d{1,3})$/i.exec(rest)?.[1] ?? 0), MOST_DAYS);
    const since = days > 0 ? new Date(tx.now.getTime() - days * DAY) : undefined;
    const on = await switchOn(tx, by, trigger.id, since);
    const name = calledAs(t, on);
    const lead = since ? t.triggers.isOnPast(name, since, tx.now) : t.triggers.isOn(name);
    return triggerCard(tx, t, person.language, on, lead);
  },

  async off({ tx, t, person }, by, trigger) {
    const off = await switchOff(tx, by, trigger.id);
    return triggerCard(tx, t, person.language, off, t.triggers.isOff(calledAs(t, off)));
  },

  async try({ tx, t }, by, trigger, rest) {
    const days = Math.min(Math.max(Number(/^\d{1,3}$/.exec(rest)?.[0] ?? TRY_DAYS), 1), MOST_DAYS);
    return tryCard(tx, t, trigger, await tryTrigger(tx, by, trigger, days));
  },
};
