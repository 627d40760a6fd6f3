import type { Broadcast } from '../../entities/broadcast.ts';
import type { Message } from '../chat/channel.ts';
import type { Words } from '../words/index.ts';
import type { Figures } from './count-broadcast.ts';
import { channelUsedUp } from './rest-for-the-month.ts';
import { ALL_GONE } from './rest-when-gone.ts';

type Stands = Pick<Broadcast, 'state' | 'reason'>;

const isOver = ({ state }: Stands) => state === 'done' || state === 'stopped';

/** Where a broadcast that has begun stands, a line each. */
export function progressLines(t: Words, stands: Stands, figures: Figures): string[] {
  const words = t.broadcasts;
  const { state, reason } = stands;
  const over = isOver(stands);
  return [
    over ? words.ended(state === 'stopped') : words.underWay(figures.sent, figures.planned),
    ...(state === 'paused' ? [restsFor(t, reason)] : []),
    ...(over ? [words.sentTo(figures.sent, figures.planned)] : []),
    ...(figures.unreachable > 0 ? [words.unreachable(figures.unreachable)] : []),
    ...(figures.optedOut > 0 ? [words.optedOut(figures.optedOut)] : []),
    ...(figures.refused > 0 ? [words.refused(figures.refused)] : []),
    ...(figures.unknown > 0 ? [words.unknown(figures.unknown)] : []),
    ...(figures.holdout > 0 ? [t.audience.holdout(figures.holdout)] : []),
    ...(figures.capped > 0 ? [t.audience.capped(figures.capped)] : []),
    ...(figures.stopped > 0 ? [words.notSent(figures.stopped)] : []),
  ];
}

/** The same with what can be done about it. */
export function progressMessage(t: Words, name: string, ref: string, stands: Stands, figures: Figures): Message {
  const words = t.broadcasts;
  const buttons = isOver(stands)
    ? [{ label: words.results(), says: `/stats ${ref}` }]
    : [
        { label: words.progress(), says: `/broadcast ${ref} progress` },
        stands.state === 'paused'
          ? { label: t.audience.resume(), says: `/broadcast ${ref} resume` }
          : { label: t.audience.pause(), says: `/broadcast ${ref} pause` },
        { label: words.stop(), says: `/broadcast ${ref} stop` },
      ];
  return { title: words.titled(name), text: progressLines(t, stands, figures).join('\n'), buttons };
}

function restsFor(t: Words, reason: string | null): string {
  if (reason === ALL_GONE) return t.audience.gone();
  const channel = channelUsedUp(reason);
  return channel ? t.broadcasts.usedUp(t.broadcasts.channelName(channel), false) : t.audience.paused();
}
