import { z } from 'zod';
import { findSegment } from '../../../src/segments/find-segment.ts';
import { authorise } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import { calledAs } from '../../../src/triggers/called-as.ts';
import { changeTrigger, type TriggerChange } from '../../../src/triggers/change-trigger.ts';
import { createTrigger, keepRecipe } from '../../../src/triggers/create-trigger.ts';
import { findTrigger } from '../../../src/triggers/find-trigger.ts';
import { listTriggers } from '../../../src/triggers/list-triggers.ts';
import { isRecipe } from '../../../src/triggers/recipes.ts';
import { type Rule, ruleSchema } from '../../../src/triggers/rule.ts';
import { switchOff, switchOn } from '../../../src/triggers/switch-trigger.ts';
import { endpoint } from './endpoint.ts';
import { instant, minor } from './shapes.ts';
import { byName, triggerLookEndpoints } from './trigger-looks.ts';
import { trigger, triggerAtLength, triggerWhole, viewOfTrigger as view } from './trigger-view.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

const change = {
  campaign: z.string().min(1).max(40).nullable().optional().describe('Ref or id of the campaign of its coupons.'),
  segment: z.string().min(1).max(200).nullable().optional().describe('Name or id of a segment; only its people.'),
  budgetMinor: minor.nullable().optional().describe('What its coupons may cost in all, reserved as in claims.'),
  holdoutPercent: z.int().min(0).max(50).nullable().optional(),
  endsAt: instant.nullable().optional(),
};

type Asked = {
  rule?: Rule | undefined;
  campaign?: string | null | undefined;
  segment?: string | null | undefined;
  budgetMinor?: number | null | undefined;
  holdoutPercent?: number | null | undefined;
  endsAt?: string | null | undefined;
  version?: number | undefined;
};

async function changeOf(tx: Tx, { rule, campaign, segment, budgetMinor, holdoutPercent, endsAt, version }: Asked) {
  const asked: TriggerChange = { version };
  if (rule) asked.rule = rule;
  if (campaign !== undefined) asked.campaign = campaign;
  if (segment !== undefined) asked.segmentId = segment === null ? null : (await findSegment(tx, segment)).id;
  if (budgetMinor !== undefined) asked.budgetMinor = budgetMinor;
  if (holdoutPercent !== undefined) asked.holdoutPercent = holdoutPercent;
  if (endsAt !== undefined) asked.endsAt = endsAt === null ? null : new Date(endsAt);
  return asked;
}

const list = endpoint({
  method: 'get',
  path: '/triggers',
  name: 'listTriggers',
  about: 'What happens by itself: the ready recipes, then the others.',
  scopes: ['campaigns'],
  answer: z.strictObject({ triggers: z.array(trigger) }),
  async run({ tx, by, language }) {
    const triggers: z.input<typeof trigger>[] = [];
    for (const one of await listTriggers(tx, by)) triggers.push(await view(tx, one.trigger, language));
    return { triggers };
  },
});

const create = endpoint({
  method: 'post',
  path: '/triggers',
  name: 'createTrigger',
  about: 'Makes a trigger, off: try it first, then switch it on.',
  scopes: ['campaigns'],
  body: z.strictObject({ name, rule: ruleSchema, ...change }),
  answer: trigger,
  status: 201,
  async run({ tx, by, body: { name: called, rule, ...rest }, language }) {
    const made = await createTrigger(tx, by, { name: called, rule, ...(await changeOf(tx, rest)) });
    return view(tx, made, language);
  },
});

const read = endpoint({
  method: 'get',
  path: '/triggers/{name}',
  name: 'readTrigger',
  about: 'One trigger, and what became of what it answered.',
  scopes: ['campaigns'],
  params: byName,
  answer: triggerAtLength,
  async run({ tx, by, params, language }) {
    authorise(by, 'publish');
    return triggerWhole(tx, await findTrigger(tx, params.name), language);
  },
});

const patch = endpoint({
  method: 'patch',
  path: '/triggers/{name}',
  name: 'changeTrigger',
  about: 'Changes a trigger, switches it on or off. A recipe is made by its first change.',
  scopes: ['campaigns'],
  params: byName,
  body: z.strictObject({
    rule: ruleSchema.optional(),
    ...change,
    version: z.int().min(1).optional().describe('The version you have seen; refused when it was changed since.'),
    state: z.enum(['on', 'off']).optional(),
    since: instant
      .optional()
      .describe('Switched on, or anew: also what has happened from then on; else only from now on.'),
  }),
  answer: triggerAtLength.extend({ said: z.string().describe('What came of it, in the language of Accept-Language.') }),
  async run({ tx, by, params, body: { state, since, ...rest }, language }) {
    const found = await findTrigger(tx, params.name);
    const kept = found.id || !isRecipe(found.name) ? found : await keepRecipe(tx, by, found.name);
    let now = await changeTrigger(tx, by, kept.id, await changeOf(tx, rest));
    const { changed, isOff, isOn, isOnPast } = tx.shop.words(language).triggers;
    const called = calledAs(tx.shop.words(language), now);
    let said = changed();
    if (state === 'off') {
      now = await switchOff(tx, by, now.id);
      said = isOff(called);
    }
    if (state === 'on' || (since && now.state === 'on')) {
      now = await switchOn(tx, by, now.id, since ? new Date(since) : undefined);
      said = since ? isOnPast(called, now.since!, tx.now) : isOn(called);
    }
    return { ...(await triggerWhole(tx, now, language)), said };
  },
});

export const triggerEndpoints = [list, create, read, patch, ...triggerLookEndpoints];
