import { z } from 'zod';
import { approveBroadcast } from '../../../src/broadcasts/approve-broadcast.ts';
import { broadcastById } from '../../../src/broadcasts/find-broadcasts.ts';
import { preflight } from '../../../src/broadcasts/preflight.ts';
import { startBroadcast } from '../../../src/broadcasts/start-broadcast.ts';
import { pauseBroadcast, resumeBroadcast, stopBroadcast } from '../../../src/broadcasts/stop-broadcast.ts';
import { authorise } from '../../../src/staff/actor.ts';
import { planFields, readPlan, wall } from './broadcast-plan.ts';
import { view, viewOf } from './broadcast-view.ts';
import { campaignNamed } from './campaigns.ts';
import { endpoint } from './endpoint.ts';
import { byId, id, instant, iso, minor } from './shapes.ts';

const count = z.int().min(0);

const look = endpoint({
  method: 'post',
  path: '/broadcasts/preflight',
  name: 'preflightBroadcast',
  about: 'Who would be told, how long it takes, who is left out and what it can cost. Writes nothing.',
  scopes: ['campaigns'],
  body: z.strictObject(planFields),
  answer: z.strictObject({
    people: count,
    channels: z.array(
      z.strictObject({
        channel: z.string(),
        people: count,
        minutes: count,
        quotaLeft: count
          .nullable()
          .describe('Messages left this month; null where there is no limit or none is known.'),
      }),
    ),
    variants: z.array(z.strictObject({ campaignId: id, people: count })).describe('The first is the own campaign.'),
    personal: z.boolean().describe('Told one by one, because the texts differ.'),
    unreachable: count,
    optedOut: count,
    held: count.describe('Night where they are: told from 09:00 on.'),
    about: z.boolean().describe('What follows was worked out from a sample.'),
    heardLately: count.describe('Got marketing in the last seven days.'),
    capped: count,
    holdout: count,
    ended: count.describe('Not told, because what their variant tells of has ended or is all gone.'),
    next: z.array(z.strictObject({ campaign: z.string(), at: instant, people: count })),
    worstMinor: minor.nullable().describe('The most it can cost; null when nothing bounds it.'),
    uses: z
      .strictObject({ low: count, high: count, told: count, used: count })
      .nullable()
      .describe(
        'How many will use it, from what such people did within 14 days when told of such a coupon; null: cannot tell yet.',
      ),
  }),
  async run({ tx, by, body }) {
    const { channels, variants, next, ...rest } = await preflight(
      tx,
      by,
      await campaignNamed(tx, body.campaign),
      await readPlan(tx, body),
    );
    return {
      ...rest,
      channels: channels.map(({ quota, ...one }) => ({ ...one, quotaLeft: quota?.left ?? null })),
      variants: variants.map(({ campaign, people }) => ({ campaignId: campaign.campaign.id, people })),
      next: next.map((one) => ({ ...one, at: iso(one.at) })),
    };
  },
});

const create = endpoint({
  method: 'post',
  path: '/broadcasts',
  name: 'createBroadcast',
  about:
    'Tells a campaign to people, in a minute or at a time. While one of the campaign waits or is being sent, that one is the answer.',
  scopes: ['campaigns'],
  body: z.strictObject({ ...planFields, sendAt: instant.optional(), localAt: wall.optional() }),
  answer: view,
  status: 201,
  async run({ tx, by, body }) {
    const { campaign } = await campaignNamed(tx, body.campaign);
    const started = await startBroadcast(tx, by, {
      campaignId: campaign.id,
      plan: await readPlan(tx, body),
      ...(body.sendAt ? { sendAt: new Date(body.sendAt) } : {}),
      ...(body.localAt ? { wallAt: body.localAt } : {}),
    });
    return viewOf(tx, started);
  },
});

const read = endpoint({
  method: 'get',
  path: '/broadcasts/{id}',
  name: 'readBroadcast',
  about: 'Where a broadcast stands.',
  scopes: ['campaigns'],
  params: byId,
  answer: view,
  async run({ tx, by, params }) {
    authorise(by, 'publish');
    return viewOf(tx, await broadcastById(tx, params.id));
  },
});

const turns = [
  { verb: 'pause', about: 'Has what is being sent rest.', turn: pauseBroadcast },
  { verb: 'resume', about: 'Goes on with what rests.', turn: resumeBroadcast },
  { verb: 'stop', about: 'Takes a broadcast back that waits, or stops one for good.', turn: stopBroadcast },
].map(({ verb, about, turn }) =>
  endpoint({
    method: 'post',
    path: `/broadcasts/{id}/${verb}`,
    name: `${verb}Broadcast`,
    about,
    scopes: ['campaigns'],
    params: byId,
    answer: view,
    async run({ tx, by, params }) {
      const { id: found } = await broadcastById(tx, params.id);
      await turn(tx, by, found);
      return viewOf(tx, await broadcastById(tx, found));
    },
  }),
);

const approve = endpoint({
  method: 'post',
  path: '/broadcasts/{id}/approve',
  name: 'approveBroadcast',
  about:
    'Agrees to what somebody else made, as it was asked. When it has changed since, or `mark` is of another question, it is still `asked`, with what is asked now.',
  scopes: ['approvals'],
  params: byId,
  query: z.strictObject({ mark: z.string().optional() }),
  answer: view,
  async run({ tx, by, params, query }) {
    const { id: found } = await broadcastById(tx, params.id);
    await approveBroadcast(tx, by, found, { mark: query.mark });
    return viewOf(tx, await broadcastById(tx, found));
  },
});

export const broadcastEndpoints = [look, create, read, ...turns, approve];
