import { z } from 'zod';
import { authorise } from '../../../src/staff/actor.ts';
import { type Count, effectOf } from '../../../src/tiers/effect.ts';
import { inOrder, type Ladder, ladderSchema, readLadder, stepSchema } from '../../../src/tiers/ladder.ts';
import { lockTiers, setTiers } from '../../../src/tiers/set-tiers.ts';
import { endpoint } from './endpoint.ts';

const people = z.int().min(0);
const answer = z.strictObject({
  by: z.enum(['spend', 'points']),
  tiers: z
    .array(
      z.strictObject({
        ...stepSchema.shape,
        people: people.describe('In it now.'),
        wouldBe: people.describe('In it once everybody is measured by these tiers.'),
      }),
    )
    .describe('From the lowest to the highest.'),
  none: z.strictObject({ people, wouldBe: people }).describe('Those who are in no tier.'),
});

/** Tiers with how many people are in each. */
function view({ by, tiers }: Ladder, counts: Count[]): z.input<typeof answer> {
  const of = (name: string | null) => {
    const count = counts.find((one) => one.name === name);
    return { people: count?.now ?? 0, wouldBe: count?.would ?? 0 };
  };
  return { by, tiers: tiers.map((tier) => ({ ...tier, ...of(tier.name) })), none: of(null) };
}

const list = endpoint({
  method: 'get',
  path: '/tiers',
  name: 'listTiers',
  about: 'The tiers of the shop, what they take and give, and how many people are in each.',
  scopes: ['campaigns'],
  answer,
  async run({ tx, by }) {
    authorise(by, 'read-figures');
    const ladder = await readLadder(tx);
    return view(ladder, await effectOf(tx, ladder));
  },
});

const set = endpoint({
  method: 'post',
  path: '/tiers',
  name: 'setTiers',
  about:
    'Puts these tiers in the place of all there are; everybody is in the right one within minutes. With dryRun it only tells whom that would move.',
  scopes: ['campaigns'],
  body: z.strictObject({ ...ladderSchema.shape, dryRun: z.boolean().default(false) }),
  answer,
  async run({ tx, by, body: { dryRun, ...wanted } }) {
    authorise(by, 'set-tiers');
    await lockTiers(tx);
    const ladder = inOrder(wanted);
    const counts = await effectOf(tx, ladder);
    if (!dryRun) await setTiers(tx, by, ladder);
    return view(ladder, counts);
  },
});

export const tierEndpoints = [list, set];
