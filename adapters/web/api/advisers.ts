import { z } from 'zod';
import { roles } from '../../../entities/staff.ts';
import { type AdviserOfTier, type Candidate, listAdvisers, mayAdvise } from '../../../src/tiers/list-advisers.ts';
import { nameAdviser, refuseOneStore } from '../../../src/tiers/name-adviser.ts';
import { endpoint } from './endpoint.ts';

const name = z.string().nullable();
const answer = z.strictObject({
  tiers: z
    .array(
      z.strictObject({
        tier: z.string(),
        adviser: z.strictObject({ staffId: z.uuid(), name }).nullable(),
      }),
    )
    .describe('From the highest to the lowest. Who has none is looked after by the adviser of the next below.'),
  staff: z.array(z.strictObject({ id: z.uuid(), name, role: z.enum(roles) })).describe('Everybody who can be one.'),
});

function view(tiers: AdviserOfTier[], staff: Candidate[]): z.input<typeof answer> {
  return {
    tiers: tiers.map(({ tier, staffId, name }) => ({ tier, adviser: staffId === null ? null : { staffId, name } })),
    staff: staff.map(({ id, name, role }) => ({ id, name, role })),
  };
}

const list = endpoint({
  method: 'get',
  path: '/tiers/advisers',
  name: 'listAdvisers',
  about: 'Who of the staff looks after the customers of each tier, and who could.',
  scopes: ['campaigns'],
  answer,
  async run({ tx, by }) {
    refuseOneStore(by);
    return view(await listAdvisers(tx), await mayAdvise(tx));
  },
});

const set = endpoint({
  method: 'post',
  path: '/tiers/{tier}/adviser',
  name: 'nameAdviser',
  about:
    'Names the member of staff who looks after the customers of a tier, or nobody (null): what these write comes to them first.',
  scopes: ['campaigns'],
  params: z.strictObject({ tier: z.string().describe('Short name of the tier.') }),
  body: z.strictObject({ staffId: z.uuid().nullable() }),
  answer,
  async run({ tx, by, params: { tier }, body: { staffId } }) {
    await nameAdviser(tx, by, { tier, staffId });
    return view(await listAdvisers(tx), await mayAdvise(tx));
  },
});

export const adviserEndpoints = [list, set];
