import { z } from 'zod';
import { addSource } from '../../../src/campaigns/add-source.ts';
import { campaignLinks, linkable, refWith } from '../../../src/campaigns/links.ts';
import { sourceFigures } from '../../../src/campaigns/source-figures.ts';
import { authorise } from '../../../src/staff/actor.ts';
import { byRef } from './campaigns.ts';
import { endpoint } from './endpoint.ts';

const count = z.int().min(0);
export const sourceShape = z.strictObject({
  source: z.string(),
  came: count.describe('People whom a link of it led here last.'),
  joined: count.describe('Those of them who had not joined before, and did.'),
  claimed: count.describe('Claims within 30 days after following it, unless another link was followed since.'),
  redeemed: count,
});
const links = z
  .array(z.strictObject({ channel: z.enum(['web', 'telegram', 'line']), link: z.url() }))
  .describe('Of the channels that are open.');
const ways = z.strictObject({ links, start: z.string().describe('What does the same, said in a chat.') });

const read = endpoint({
  method: 'get',
  path: '/campaigns/{ref}/links',
  name: 'readLinks',
  about: 'Links that lead to a campaign, and what each source of them brought.',
  scopes: ['campaigns'],
  params: byRef,
  answer: ways.extend({ sources: z.array(sourceShape) }),
  async run({ tx, by, params }) {
    authorise(by, 'publish');
    const { campaign } = await linkable(tx, params.ref);
    const sources = await sourceFigures(tx, by, campaign.id);
    return { links: await campaignLinks(tx, campaign.ref), start: `/start ${campaign.ref}`, sources };
  },
});

const add = endpoint({
  method: 'post',
  path: '/campaigns/{ref}/links',
  name: 'addSource',
  about: 'Links of a campaign that carry a source, such as instagram or poster-3; who comes by them is counted for it.',
  scopes: ['campaigns'],
  params: byRef,
  body: z.strictObject({ source: z.string().min(1).max(60) }),
  answer: ways.extend({ source: z.string() }),
  status: 201,
  async run({ tx, by, params, body }) {
    const { campaign } = await linkable(tx, params.ref);
    const source = await addSource(tx, by, campaign, body.source);
    return {
      source,
      links: await campaignLinks(tx, campaign.ref, source),
      start: `/start ${refWith(campaign.ref, source)}`,
    };
  },
});

export const linkEndpoints = [read, add];
