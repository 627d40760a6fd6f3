import { z } from 'zod';
import { isId } from '../../../src/lib/ids.ts';
import { findSegment } from '../../../src/segments/find-segment.ts';
import { authorise } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import { changeTrigger, type TriggerChange } from '../../../src/triggers/change-trigger.ts';
import { createTrigger, keepRecipe } from '../../../src/triggers/create-trigger.ts';
import { effectsPage } from '../../../src/triggers/effects-page.ts';
import { findTrigger } from '../../../src/triggers/find-trigger.ts';
import { listTriggers } from '../../../src/triggers/list-triggers.ts';
import { isRecipe } from '../../../src/triggers/recipes.ts';
import { type Rule, ruleSchema } from '../../../src/triggers/rule.ts';
import { switchOff, switchOn } from '../../../src/triggers/switch-trigger.ts';
import { tryTrigger } from '../../../src/triggers/try-trigger.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, iso, minor } from './shapes.ts';
import { trigger, viewOfTrigger as view } from './trigger-view.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const byName = z.strictObject({ name: z.string().min(1).max(40).describe('Name or id of a trigger, or a recipe.') });
const count = z.int().min(0);

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
  async run({ tx, by }) {
    const triggers: z.input<typeof trigger>[] = [];
    for (const one of await listTriggers(tx, by)) triggers.push(await view(tx, one.trigger));
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
  async run({ tx, by, body: { name: called, rule, ...rest } }) {
    return view(tx, await createTrigger(tx, by, { name: called, rule, ...(await changeOf(tx, rest)) }));
  },
});

const read = endpoint({
  method: 'get',
  path: '/triggers/{name}',
  name: 'readTrigger',
  about: 'One trigger, and what became of what it answered.',
  scopes: ['campaigns'],
  params: byName,
  answer: trigger,
  async run({ tx, by, params }) {
    authorise(by, 'publish');
    return view(tx, await findTrigger(tx, params.name));
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
  answer: trigger,
  async run({ tx, by, params, body: { state, since, ...rest } }) {
    const found = await findTrigger(tx, params.name);
    const kept = found.id || !isRecipe(found.name) ? found : await keepRecipe(tx, by, found.name);
    let now = await changeTrigger(tx, by, kept.id, await changeOf(tx, rest));
    if (state === 'off') now = await switchOff(tx, by, now.id);
    if (state === 'on' || (since && now.state === 'on'))
      now = await switchOn(tx, by, now.id, since ? new Date(since) : undefined);
    return view(tx, now);
  },
});

const look = endpoint({
  method: 'get',
  path: '/triggers/{name}/try',
  name: 'tryTrigger',
  about:
    'Looks back: who would have got what in the last days, and what that could have cost. It writes nothing. What people had heard by then counts, and so do the stock and the budgets that are left.',
  scopes: ['campaigns'],
  params: byName,
  query: z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(30) }),
  answer: z.strictObject({
    days: z.int(),
    given: count,
    worstMinor: minor.nullable().describe('Null when nothing bounds it.'),
    notGiven: z.array(z.strictObject({ reason: z.string(), count })),
    samples: z.array(z.strictObject({ customer: z.string(), occurrence: z.string(), at: instant })),
  }),
  async run({ tx, by, params, query }) {
    const tried = await tryTrigger(tx, by, await findTrigger(tx, params.name), query.days);
    return { ...tried, samples: tried.samples.map((one) => ({ ...one, at: iso(one.at) })) };
  },
});

const effects = endpoint({
  method: 'get',
  path: '/triggers/{name}/effects',
  name: 'listTriggerEffects',
  about: 'What became of each occurrence, the newest first, a page at a time.',
  scopes: ['campaigns'],
  params: byName,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().refine(isId, 'must be an id').optional().describe('`next` of the page before.'),
  }),
  answer: z.strictObject({
    effects: z.array(
      z.strictObject({
        id,
        customerId: id,
        occurrence: z.string(),
        at: instant,
        state: z.enum(['waiting', 'done', 'skipped']),
        reason: z.string().nullable(),
        runAt: instant,
        couponId: id.nullable(),
        costMinor: minor,
      }),
    ),
    next: id.nullable(),
  }),
  async run({ tx, by, params, query }) {
    const found = await findTrigger(tx, params.name);
    const page = await effectsPage(tx, by, found.id, query.limit, query.after);
    return {
      effects: page.effects.map(({ at, runAt, ...one }) => ({ ...one, at: iso(at), runAt: iso(runAt) })),
      next: page.next,
    };
  },
});

export const triggerEndpoints = [list, create, read, patch, look, effects];
