import { z } from 'zod';
import { countIdeas, listIdeas } from '../../../src/ideas/list-ideas.ts';
import { tagIdea } from '../../../src/ideas/tag-idea.ts';
import { endpoint } from './endpoint.ts';
import { instant, iso } from './shapes.ts';

const count = z.int().min(0);
const tag = z.string().min(1).max(100);
const shape = z.strictObject({
  ref: z.string(),
  customer: z.string().describe('Masked.'),
  words: z.string(),
  tags: z.array(z.string()),
  at: instant,
});

const list = endpoint({
  method: 'get',
  path: '/ideas',
  name: 'listIdeas',
  about: 'What customers would like, the newest first, and how many ideas each tag has in that time.',
  scopes: ['feedback'],
  query: z.strictObject({
    since: instant.optional(),
    until: instant.optional().describe('Not included.'),
    tag: tag.optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.strictObject({
    total: count,
    ideas: z.array(shape),
    untagged: count,
    tags: z.array(z.strictObject({ tag: z.string(), count })),
  }),
  async run({ tx, by, query: { page, limit, tag: wanted, since, until } }) {
    const within = { ...(since && { since: new Date(since) }), ...(until && { until: new Date(until) }) };
    const { total, ideas } = await listIdeas(tx, by, { ...within, ...(wanted && { tag: wanted }), page, size: limit });
    const { untagged, tags } = await countIdeas(tx, by, within);
    return { total, ideas: ideas.map((one) => ({ ...one, at: iso(one.at) })), untagged, tags };
  },
});

const file = endpoint({
  method: 'post',
  path: '/ideas/{ref}/tags',
  name: 'tagIdea',
  about: 'Files an idea under tags, or takes it out of some. The same again changes nothing.',
  scopes: ['feedback'],
  params: z.strictObject({ ref: z.string().min(1).max(100) }),
  body: z.strictObject({ on: z.array(tag).max(5).default([]), off: z.array(tag).max(5).default([]) }),
  answer: shape,
  async run({ tx, by, params: { ref }, body }) {
    const idea = await tagIdea(tx, by, ref, body);
    return { ...idea, at: iso(idea.at) };
  },
});

export const ideaEndpoints = [list, file];
