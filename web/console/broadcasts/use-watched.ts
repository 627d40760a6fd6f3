import { useEffect, useState } from 'preact/hooks';
import type { Call, Refused } from '../call.ts';
import type { Broadcast } from './wire.ts';

const EVERY_MS = 3_000;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
// What is no id is nobody's.
const NOBODYS = '00000000-0000-0000-0000-000000000000';

export interface Watched {
  broadcast?: Broadcast;
  refused?: Refused;
  /** The last look did not succeed: what is shown may be old. */
  stale?: boolean;
}

// What is on its way when it is stopped still arrives.
const isOpen = ({ state, figures }: Broadcast) => !['done', 'stopped'].includes(state) || figures.waiting > 0;

/** A broadcast, looked at again and again until it is over; not while nobody sees the page. */
export function useWatched(call: Call, id: string): Watched & { show(broadcast: Broadcast): void; again(): void } {
  const [seen, setSeen] = useState<Watched>({});
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let over = false;
    let timer = 0;
    let found = false;
    const look = async (byItself: boolean) => {
      const path = `/broadcasts/${ID.test(id) ? id : NOBODYS}`;
      const told = document.hidden ? undefined : await call<Broadcast>(path, undefined, byItself);
      if (over) return;
      if (told) setSeen((before) => ('body' in told ? { broadcast: told.body } : refusedAfter(before, told.refused)));
      found ||= told !== undefined && 'body' in told;
      // What was there is asked for again, whatever kept the shop from answering.
      if (!told || ('body' in told ? isOpen(told.body) : found || told.refused.code === 'offline')) {
        timer = window.setTimeout(() => void look(true), EVERY_MS);
      }
    };
    void look(false);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [call, id, times]);
  return {
    ...seen,
    show: (broadcast) => setSeen(({ broadcast: before }) => ({ broadcast: { ...before, ...broadcast } })),
    again: () => setTimes((before) => before + 1),
  };
}

/** What was seen before stays, and is called old. */
const refusedAfter = ({ broadcast }: Watched, refused: Refused): Watched =>
  broadcast ? { broadcast, stale: true } : { refused };
