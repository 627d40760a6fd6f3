import { Trigger } from '../../entities/trigger.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { clip } from '../lib/plain-text.ts';
import type { Actor } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { categories, givable } from '../triggers/choices.ts';
import { createTrigger } from '../triggers/create-trigger.ts';
import { isRecipe } from '../triggers/recipes.ts';
import { ruleSchema } from '../triggers/rule.ts';
import { triggerCard } from '../triggers/trigger-card.ts';
import type { Said } from './command.ts';
import { isKind, kinds, readWhen } from './read-when.ts';

/** `/triggers new [KIND [what it needs]]`: asks for the kind, then for what it needs, and makes it, off. */
export async function newTrigger(said: Said, by: Actor, kind: string, typed: string): Promise<Message> {
  const { tx, t, person, ask } = said;
  const w = t.triggerActs;
  if (!isKind(kind)) {
    const choices = kinds.map((one) => ({ label: w.kinds[one](), says: `/triggers new ${one}` }));
    return { text: w.askKind(), buttons: [...choices, { label: t.triggers.all(), says: '/triggers' }] };
  }
  const when = await readWhen(tx, kind, typed);
  if (!when) {
    ask(`/triggers new ${kind}`);
    const choices = (await suggested(said, kind)).map(([label, value]) => ({
      label: clip(label, 20),
      says: `/triggers new ${kind} ${value}`,
    }));
    return { text: w.ask[kind]!(), buttons: [...choices, { label: t.chat.back(), says: '/triggers new' }] };
  }
  const rule = ruleSchema.parse({ when, give: {} });
  const made = await createTrigger(tx, by, { name: await freeName(tx, kind), rule });
  return triggerCard(tx, t, person.language, made, w.made(made.name));
}

/** What can be tapped instead of typed: what it is called, and what it is typed as. */
async function suggested({ tx, t, person }: Said, kind: string): Promise<[string, string][]> {
  const any: [string, string] = [t.triggerActs.any(), 'all'];
  if (kind === 'purchase') return [...(await categories(tx)).map((name): [string, string] => [name, name]), any];
  if (kind === 'coupon-used') {
    const campaigns = (await givable(tx)).map(({ campaign, terms }): [string, string] => [
      inLanguage(terms.name, person.language, tx.shop.language),
      campaign.ref,
    ]);
    return [...campaigns, any];
  }
  if (kind !== 'tier') return [];
  const tiers: { name: string; names: Record<string, string> }[] = await tx.db.query(
    'select name, names from tier order by rank',
  );
  const called = tiers.map(({ name, names }): [string, string] => [
    inLanguage(names, person.language, tx.shop.language) ?? name,
    name,
  ]);
  return [...called, any];
}

/** The kind itself, or with the first number that is free. */
async function freeName(tx: Tx, kind: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = n === 1 ? kind : `${kind}-${n}`;
    if (!isRecipe(name) && !(await tx.db.existsBy(Trigger, { name }))) return name;
  }
}
