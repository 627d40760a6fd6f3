import { z } from 'zod';
import { approveBroadcast } from '../../../src/broadcasts/approve-broadcast.ts';
import { broadcastById } from '../../../src/broadcasts/find-broadcasts.ts';
import { sayWhen } from '../../../src/broadcasts/say-when.ts';
import { pauseBroadcast, resumeBroadcast, stopBroadcast } from '../../../src/broadcasts/stop-broadcast.ts';
import type { Asked } from '../../../src/broadcasts/what-is-asked.ts';
import type { Actor } from '../../../src/staff/actor.ts';
import type { Tx } from '../../../src/transaction.ts';
import type { Words } from '../../../src/words/index.ts';
import { turned, viewOf } from './broadcast-view.ts';
import { endpoint } from './endpoint.ts';
import { byId } from './shapes.ts';

/** Does it, and says what came of it. */
type Turn = (tx: Tx, by: Actor, id: string, t: Words) => Promise<string>;

const pause: Turn = async (tx, by, id, t) =>
  (await pauseBroadcast(tx, by, id)) === 'paused' ? t.audience.paused() : t.audience.notSending();

const resume: Turn = async (tx, by, id, t) =>
  (await resumeBroadcast(tx, by, id)) === 'resumed' ? t.audience.resumed() : t.audience.notPaused();

const stop: Turn = async (tx, by, id, t) => {
  const { takenBack, stopped, over } = t.broadcasts;
  return { 'taken-back': takenBack, stopped, over }[await stopBroadcast(tx, by, id)]();
};

const turns = [
  { verb: 'pause', about: 'Has what is being sent rest.', turn: pause },
  { verb: 'resume', about: 'Goes on with what rests.', turn: resume },
  { verb: 'stop', about: 'Takes a broadcast back that waits, or stops one for good.', turn: stop },
].map(({ verb, about, turn }) =>
  endpoint({
    method: 'post',
    path: `/broadcasts/{id}/${verb}`,
    name: `${verb}Broadcast`,
    about,
    scopes: ['campaigns'],
    params: byId,
    answer: turned,
    async run({ tx, by, params, language }) {
      const { id: found } = await broadcastById(tx, params.id);
      const said = await turn(tx, by, found, tx.shop.words(language));
      return { ...(await viewOf(tx, await broadcastById(tx, found), { by, language })), said };
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
  answer: turned,
  async run({ tx, by, params, query, language }) {
    const { id: found } = await broadcastById(tx, params.id);
    const { outcome, broadcast } = await approveBroadcast(tx, by, found, { mark: query.mark, language });
    const { audience, approvals } = tx.shop.words(language);
    const said = {
      approved: () => audience.approved(sayWhen(tx, tx.shop.words(language), broadcast)),
      changed: () => [approvals.again(), ...(broadcast.asked as Asked).changes.map(approvals.change)].join('\n'),
      other: () => approvals.other(),
      over: () => audience.nothingToApprove(),
    }[outcome]();
    return { ...(await viewOf(tx, await broadcastById(tx, found), { by, language })), said };
  },
});

export const broadcastTurnEndpoints = [...turns, approve];
