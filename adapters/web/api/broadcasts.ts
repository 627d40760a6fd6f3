import { z } from 'zod';
import { drawKinds } from '../../../src/broadcasts/draw-kinds.ts';
import { broadcastById, findRunning } from '../../../src/broadcasts/find-broadcasts.ts';
import { listBroadcasts } from '../../../src/broadcasts/list-broadcasts.ts';
import { checkPlan } from '../../../src/broadcasts/plan.ts';
import { preflight } from '../../../src/broadcasts/preflight.ts';
import { preflightLines } from '../../../src/broadcasts/preflight-card.ts';
import { sayWhen } from '../../../src/broadcasts/say-when.ts';
import { seenSchema, whatIsSeen } from '../../../src/broadcasts/seen.ts';
import { startBroadcast } from '../../../src/broadcasts/start-broadcast.ts';
import { Refusal } from '../../../src/refusal.ts';
import { authorise } from '../../../src/staff/actor.ts';
import { planFields, readPlan, readWhen, wall, when } from './broadcast-plan.ts';
import { broadcastTurnEndpoints } from './broadcast-turns.ts';
import { kinds, view, viewOf, whole, wholeOf } from './broadcast-view.ts';
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
  body: z.strictObject({ ...planFields, when }),
  answer: z.strictObject({
    lines: z.array(z.string()).describe('All that follows, in the language of Accept-Language.'),
    goesOut: z.string().describe('When it goes out, in the same.'),
    kinds,
    seen: seenSchema.describe('Send it with POST /broadcasts: what has changed since is refused then.'),
    running: id
      .nullable()
      .describe('A broadcast of the campaign that waits or is being sent: a new one begins after it.'),
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
  async run({ tx, by, body, language }) {
    const claimable = await campaignNamed(tx, body.campaign);
    const { id: campaignId, purpose } = claimable.campaign;
    if (purpose !== 'drop') throw new Refusal('campaign-unknown');
    const leaves = readWhen(tx, body.when);
    const plan = await checkPlan(tx, await readPlan(tx, body));
    const flight = await preflight(tx, by, claimable, plan, leaves);
    const { channels, variants, next, ...rest } = flight;
    const t = tx.shop.words(language);
    return {
      ...rest,
      lines: await preflightLines(tx, t, language, plan, flight),
      goesOut: sayWhen(tx, t, { sendAt: leaves.sendAt ?? tx.now, wallAt: leaves.wallAt ?? null }),
      kinds: await drawKinds(tx, language, { campaignId, plan, messages: null }),
      seen: await whatIsSeen(tx, campaignId, plan),
      running: (await findRunning(tx, campaignId))?.id ?? null,
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
  body: z.strictObject({
    ...planFields,
    sendAt: instant.optional(),
    localAt: wall.optional(),
    when,
    seen: seenSchema.optional().describe('Of the preflight: refused when that is noticeably not so any more.'),
  }),
  answer: view,
  status: 201,
  async run({ tx, by, body, language }) {
    const { campaign } = await campaignNamed(tx, body.campaign);
    const started = await startBroadcast(tx, by, {
      campaignId: campaign.id,
      plan: await readPlan(tx, body),
      language,
      ...(body.sendAt ? { sendAt: new Date(body.sendAt) } : {}),
      ...(body.localAt ? { wallAt: body.localAt } : {}),
      ...readWhen(tx, body.when),
      ...(body.seen ? { seen: body.seen } : {}),
    });
    return viewOf(tx, started, { by, language });
  },
});

const list = endpoint({
  method: 'get',
  path: '/broadcasts',
  name: 'listBroadcasts',
  about: 'Broadcasts, the newest first, a page at a time.',
  scopes: ['campaigns'],
  query: z.strictObject({
    open: z.enum(['true']).optional().describe('Only what waits, is being sent or rests.'),
    campaign: z.string().min(1).max(40).optional().describe('Ref or id of a campaign; only its own.'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    after: z.uuid().optional().describe('`next` of the page before.'),
  }),
  answer: z.strictObject({ broadcasts: z.array(view), next: id.nullable() }),
  async run({ tx, by, query: { open, campaign, limit, after }, language }) {
    const about = campaign ? { campaignId: (await campaignNamed(tx, campaign)).campaign.id } : {};
    const found = await listBroadcasts(tx, by, { open: open === 'true', limit: limit + 1, after, ...about });
    const broadcasts: z.input<typeof view>[] = [];
    for (const one of found.slice(0, limit)) broadcasts.push(await viewOf(tx, one, { by, language }));
    return { broadcasts, next: found.length > limit ? broadcasts.at(-1)!.id : null };
  },
});

const read = endpoint({
  method: 'get',
  path: '/broadcasts/{id}',
  name: 'readBroadcast',
  about: 'Where a broadcast stands, and what people get.',
  scopes: ['campaigns'],
  params: byId,
  answer: whole,
  async run({ tx, by, params, language }) {
    authorise(by, 'publish');
    return wholeOf(tx, await broadcastById(tx, params.id), { by, language });
  },
});

export const broadcastEndpoints = [look, create, list, read, ...broadcastTurnEndpoints];
