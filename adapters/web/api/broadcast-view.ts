import { z } from 'zod';
import type { Broadcast } from '../../../entities/broadcast.ts';
import { countBroadcast } from '../../../src/broadcasts/count-broadcast.ts';
import { stateShown } from '../../../src/broadcasts/stop-broadcast.ts';
import type { Asked } from '../../../src/broadcasts/what-is-asked.ts';
import type { Tx } from '../../../src/transaction.ts';
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
  localAt: z.string().nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  reason: z.string().nullable(),
  figures,
});

export async function viewOf(tx: Tx, one: Broadcast): Promise<z.input<typeof view>> {
  return {
    id: one.id,
    campaignId: one.campaignId,
    seriesId: one.seriesId,
    state: stateShown(one),
    approval: one.approval,
    asked: one.asked ? askedView(one.asked as Asked) : null,
    sendAt: iso(one.sendAt),
    localAt: one.wallAt,
    startedAt: isoOrNull(one.startedAt),
    finishedAt: isoOrNull(one.finishedAt),
    reason: one.reason,
    figures: await countBroadcast(tx.db, one.id),
  };
}

const askedView = ({ mark, people, worstMinor, changes }: Asked) => ({
  ...{ mark, people, worstMinor },
  changes: changes.map(({ what }) => what),
});
