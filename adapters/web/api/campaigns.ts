import { z } from 'zod';
import { createCampaign } from '../../../src/campaigns/create-campaign.ts';
import { listCampaigns } from '../../../src/campaigns/list-campaigns.ts';
import { campaignSchema } from '../../../src/campaigns/terms.ts';
import { type Claimable, findClaimable } from '../../../src/coupons/claimable.ts';
import { Refusal } from '../../../src/refusal.ts';
import { authorise } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import { campaign, viewOf } from './campaign-view.ts';
import { atLength, atLengthOf, listed, listedOf } from './campaign-words.ts';
import { endpoint } from './endpoint.ts';

/** The blank of an address that names a campaign. */
export const byRef = z.strictObject({ ref: z.string().min(1).max(40).describe('Ref or id of the campaign.') });

/** The campaign that an address names; refuses what there is not. */
export async function campaignNamed(tx: Tx, ref: string): Promise<Claimable> {
  const found = await findClaimable(tx.db, ref);
  if (!found) throw new Refusal('campaign-unknown');
  return found;
}

const list = endpoint({
  method: 'get',
  path: '/campaigns',
  name: 'listCampaigns',
  about: 'Campaigns, the newest first, a page at a time.',
  scopes: ['campaigns'],
  query: z.strictObject({
    state: z.enum(['live', 'stopped']).optional(),
    figures: z.enum(['true']).optional().describe('Also how many were redeemed, which takes its time.'),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.uuid().optional().describe('`next` of the page before.'),
  }),
  answer: z.strictObject({ campaigns: z.array(listed), next: z.uuid().nullable() }),
  async run({ tx, by, query, language }) {
    const found = await listCampaigns(tx, by, { state: query.state, after: query.after, limit: query.limit + 1 });
    const page = found.slice(0, query.limit);
    const campaigns: z.input<typeof listed>[] = [];
    for (const one of page) campaigns.push(await listedOf(tx, one, { by, language }, query.figures === 'true'));
    return { campaigns, next: found.length > page.length ? page.at(-1)!.campaign.id : null };
  },
});

const create = endpoint({
  method: 'post',
  path: '/campaigns',
  name: 'createCampaign',
  about: 'Publishes a campaign: live at once, claimable from claimFrom on.',
  scopes: ['campaigns'],
  body: campaignSchema,
  answer: campaign,
  status: 201,
  async run({ tx, by, body }) {
    const { id } = await createCampaign(tx, by, body);
    return viewOf(await campaignNamed(tx, id));
  },
});

const read = endpoint({
  method: 'get',
  path: '/campaigns/{ref}',
  name: 'readCampaign',
  about: 'One campaign, with the terms that are in force now.',
  scopes: ['campaigns'],
  params: byRef,
  answer: atLength,
  async run({ tx, by, params, language }) {
    authorise(by, 'read-figures');
    return atLengthOf(tx, await campaignNamed(tx, params.ref), { by, language });
  },
});

export const campaignEndpoints = [list, create, read];
