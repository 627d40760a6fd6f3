import type { Part } from '../desk.ts';
import './broadcasts.css';
import { ListBroadcasts } from './list-broadcasts.tsx';
import { NewBroadcast } from './new-broadcast.tsx';
import { OneBroadcast } from './one-broadcast.tsx';

const NEW = /^new(?:\/(.*))?$/;

/** Telling many: all broadcasts, one of them, or a new one, of the campaign that the address names. */
export const broadcastsPart: Part = {
  path: 'broadcasts',
  title: (words) => words.broadcastsTitle,
  isFor: (me) => me.publishes,
  draw(desk) {
    if (!desk.rest) return <ListBroadcasts desk={desk} />;
    const fresh = NEW.exec(desk.rest);
    return fresh ? <NewBroadcast desk={desk} named={fresh[1] ?? ''} /> : <OneBroadcast desk={desk} id={desk.rest} />;
  },
};
