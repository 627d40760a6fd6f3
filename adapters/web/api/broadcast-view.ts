import { z } from 'zod';
import type { Broadcast } from '../../../entities/broadcast.ts';
import { countBroadcast } from '../../../src/broadcasts/count-broadcast.ts';
import { kindsOf } from '../../../src/broadcasts/draw-kinds.ts';
import { standingLines, standingSentence } from '../../../src/broadcasts/standing-lines.ts';
import { stateShown } from '../../../src/broadcasts/stop-broadcast.ts';
import type { Asked } from '../../../src/broadcasts/what-is-asked.ts';
import { inLanguage } from '../../../src/campaigns/terms.ts';
import { findClaimable } from '../../../src/coupons/claimable.ts';
import { type Actor, actorName, may } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import type { Language } from '../../../src/words/index.ts';
import { id, instant, iso, isoOrNull, minor } from './shapes.ts';

const count = z.int().min(0);
const figures = z.strictObject({
  planned: count.describe('Everybody that it was frozen for; all others add up to it.'),
  sent: count,
  unreachable: count,
  optedOut: count,
  refused: count.describe('By the platform.'),
  unknown: count.describe('The platform may have taken it.'),
  stopped: count,
  holdout: count.describe('Not told, so that it can be seen what telling brings.'),
  capped: count.describe('Not told, because they had heard enough of late.'),
  waiting: count,
});

export const view = z.strictObject({
  id,
  campaignId: id,
  ref: z.string().describe('Of the campaign.'),
  campaign: z.string().describe('Its name in the language of Accept-Language.'),
  seriesId: id.nullable(),
  state: z.enum(['waiting', 'sending', 'paused', 'done', 'stopped']),
  approval: z.enum(['asked', 'given']).nullable(),
  asked: z
    .strictObject({
      mark: z.string().describe('Names this question; say it when you approve.'),
      people: count,
      worstMinor: minor.nullable().describe('The most it can cost with a tenth more people; null: nothing bounds it.'),
      changes: z
        .array(z.enum(['people', 'cost', 'who', 'terms', 'said']))
        .describe('Why it is asked again: what is not as it was.'),
    })
    .nullable()
    .describe('What a second person agrees or agreed to.'),
  sendAt: instant,
  day: z.string().describe('The same by the clock of the shop, in the language of Accept-Language.'),
  localAt: z.string().nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  reason: z.string().nullable(),
  figures,
  sentence: z.string().describe('Where it stands, in the language of Accept-Language.'),
  lines: z.array(z.string()).describe('The same at length.'),
  acts: z.array(z.enum(['approve', 'pause', 'resume', 'stop'])).describe('What the caller can do with it now.'),
});

/** What each kind of people gets, the first that fits. */
export const kinds = z
  .array(z.strictObject({ who: z.string(), campaign: z.string(), title: z.string(), text: z.string() }))
  .describe('What each kind of people gets, in the language of Accept-Language; the first that fits is theirs.');

export const whole = view.extend({ kinds });
export const turned = view.extend({
  said: z.string().describe('What came of it, in the language of Accept-Language.'),
});

/** Who looks, and in which language they are answered. */
export interface Reader {
  by: Actor;
  language: Language;
}

export async function viewOf(tx: Tx, one: Broadcast, { by, language }: Reader): Promise<z.input<typeof view>> {
  const t = tx.shop.words(language);
  const { campaign, terms } = (await findClaimable(tx.db, one.campaignId))!;
  const counted = await countBroadcast(tx.db, one.id);
  return {
    id: one.id,
    campaignId: one.campaignId,
    ref: campaign.ref,
    campaign: inLanguage(terms.name, language, tx.shop.language),
    seriesId: one.seriesId,
    state: stateShown(one),
    approval: one.approval,
    asked: one.asked ? askedView(one.asked as Asked) : null,
    sendAt: iso(one.sendAt),
    day: t.broadcasts.dated(one.sendAt, tx.now),
    localAt: one.wallAt,
    startedAt: isoOrNull(one.startedAt),
    finishedAt: isoOrNull(one.finishedAt),
    reason: one.reason,
    figures: counted,
    sentence: standingSentence(tx, t, one, counted),
    lines: standingLines(tx, t, by, one, counted),
    acts: actsOf(by, one),
  };
}

/** The same with what people get. */
export async function wholeOf(tx: Tx, one: Broadcast, reader: Reader): Promise<z.input<typeof whole>> {
  return { ...(await viewOf(tx, one, reader)), kinds: await kindsOf(tx, reader.language, one) };
}

const askedView = ({ mark, people, worstMinor, changes }: Asked) => ({
  ...{ mark, people, worstMinor },
  changes: changes.map(({ what }) => what),
});

function actsOf(by: Actor, one: Broadcast): z.input<typeof view>['acts'] {
  const state = stateShown(one);
  const approves = one.approval === 'asked' && state === 'waiting' && one.madeBy !== actorName(by);
  const runs = { waiting: ['stop'], sending: ['pause', 'stop'], paused: ['resume', 'stop'] } as const;
  return [
    ...(approves && may(by, 'approve') ? (['approve'] as const) : []),
    ...(may(by, 'publish') ? (runs[state as keyof typeof runs] ?? []) : []),
  ];
}
