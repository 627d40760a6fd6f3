import type { Broadcast } from '../../entities/broadcast.ts';
import { type Actor, actorName } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { askingLines } from './ask-approval.ts';
import type { Figures } from './count-broadcast.ts';
import { progressLines } from './progress-message.ts';
import { sayWhen } from './say-when.ts';
import { stateShown } from './stop-broadcast.ts';
import type { Asked } from './what-is-asked.ts';

/** Where a broadcast stands in one short sentence, for a list that names its state beside it. */
export function standingSentence(tx: Tx, t: Words, broadcast: Broadcast, figures: Figures): string {
  const asked = broadcast.asked as Asked | null;
  if (broadcast.state === 'waiting')
    return asked && waitsForYes(tx, broadcast) ? t.audience.approveAsked(asked.people) : sayWhen(tx, t, broadcast);
  if (neverBegan(broadcast)) return whyNot(t, broadcast);
  // What rests is named so beside it, and is not being sent.
  const isStill = stateShown(broadcast) !== 'sending';
  const { sent, planned } = figures;
  return isStill ? t.broadcasts.sentTo(sent, planned) : t.broadcasts.underWay(sent, planned);
}

/** The same with all that the reader should know of it; whoever may approve it reads what they would agree to. */
export function standingLines(tx: Tx, t: Words, by: Actor, broadcast: Broadcast, figures: Figures): string[] {
  const { state, approval, asked, madeBy, reason } = broadcast;
  if (state === 'waiting') {
    const when = waitsForYes(tx, broadcast) ? '' : sayWhen(tx, t, broadcast);
    if (approval !== 'asked') return [when];
    const mine = madeBy === actorName(by) || !asked;
    return [...(mine ? [t.audience.waitsForSecond()] : askingLines(t, asked as Asked)), when].filter(Boolean);
  }
  if (neverBegan(broadcast)) return [whyNot(t, broadcast)];
  return progressLines(t, { state: stateShown(broadcast), reason }, figures);
}

// What is due already goes out after the yes, whenever that comes.
const waitsForYes = ({ now }: Tx, { approval, wallAt, sendAt }: Broadcast) =>
  approval === 'asked' && !wallAt && sendAt.getTime() - now.getTime() <= 61_000;
const neverBegan = ({ state, startedAt }: Broadcast) => state === 'stopped' && !startedAt;
const whyNot = (t: Words, { reason }: Broadcast) =>
  reason === 'taken back' ? t.broadcasts.takenBack() : t.approvals.notBegun(reason ?? '');
