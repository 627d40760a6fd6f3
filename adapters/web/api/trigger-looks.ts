import { z } from 'zod';
import { isId } from '../../../src/lib/ids.ts';
import { maskName } from '../../../src/lib/plain-text.ts';
import { effectsPage } from '../../../src/triggers/effects-page.ts';
import { findTrigger } from '../../../src/triggers/find-trigger.ts';
import { reasonOf } from '../../../src/triggers/trigger-card.ts';
import { tryLines } from '../../../src/triggers/try-card.ts';
import { tryTrigger } from '../../../src/triggers/try-trigger.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, iso, minor } from './shapes.ts';

/** The blank of an address that names a trigger. */
export const byName = z.strictObject({
  name: z.string().min(1).max(40).describe('Name or id of a trigger, or a recipe.'),
});
const count = z.int().min(0);

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
    lines: z.array(z.string()).describe('All of it, in the language of Accept-Language.'),
    days: z.int(),
    given: count,
    worstMinor: minor.nullable().describe('Null when nothing bounds it.'),
    notGiven: z.array(z.strictObject({ reason: z.string(), count })),
    samples: z.array(z.strictObject({ customer: z.string(), occurrence: z.string(), at: instant })),
  }),
  async run({ tx, by, params, query, language }) {
    const found = await findTrigger(tx, params.name);
    const tried = await tryTrigger(tx, by, found, query.days);
    return {
      lines: tryLines(tx, tx.shop.words(language), found, tried),
      ...tried,
      samples: tried.samples.map((one) => ({ ...one, at: iso(one.at) })),
    };
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
        masked: z.string().describe('Their name, as far as it may be shown.'),
        day: z.string().describe('When it happened, by the clock of the shop, in the language of Accept-Language.'),
        occurrence: z.string(),
        at: instant,
        state: z.enum(['waiting', 'done', 'skipped']),
        reason: z.string().nullable(),
        because: z.string().nullable().describe('The reason in the same language.'),
        runAt: instant,
        couponId: id.nullable(),
        costMinor: minor,
        cost: z.string().nullable().describe('The same as money; null where it cost none.'),
      }),
    ),
    next: id.nullable(),
  }),
  async run({ tx, by, params, query, language }) {
    const found = await findTrigger(tx, params.name);
    const page = await effectsPage(tx, by, found.id, query.limit, query.after);
    const t = tx.shop.words(language);
    return {
      effects: page.effects.map(({ at, runAt, name: own, ...one }) => ({
        ...one,
        masked: maskName(own),
        day: t.broadcasts.dated(at, tx.now),
        because: one.reason ? reasonOf(t, one.reason) : null,
        cost: one.costMinor > 0 ? t.triggers.money(one.costMinor) : null,
        at: iso(at),
        runAt: iso(runAt),
      })),
      next: page.next,
    };
  },
});

export const triggerLookEndpoints = [look, effects];
