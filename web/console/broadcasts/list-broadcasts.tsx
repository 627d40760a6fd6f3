import type { Desk } from '../desk.ts';
import { More } from '../more.tsx';
import { usePages } from '../use-pages.ts';
import { Told } from './told.tsx';
import { type Broadcast, stateOf } from './wire.ts';

/** All broadcasts, the newest first. */
export function ListBroadcasts({ desk }: { desk: Desk }) {
  const { words, call } = desk;
  const say = words.broadcasts;
  const { rows, refused, more, again } = usePages<Broadcast>(call, '/broadcasts', 'broadcasts');
  return (
    <section class="part">
      <h1>{words.broadcastsTitle}</h1>
      <p class="soft">{say.lead}</p>
      <div class="row">
        <a class="action first" href="/console/broadcasts/new">
          {say.begin}
        </a>
      </div>
      {!rows && !refused && <p role="status">{words.loading}</p>}
      {rows?.length === 0 && <p>{say.none}</p>}
      {rows && rows.length > 0 && (
        <ul class="plates">
          {rows.map((one) => (
            <li key={one.id}>
              <a href={`/console/broadcasts/${one.id}`}>
                <span class="head">
                  <strong>{one.campaign}</strong>
                  <span class="pill" data-state={one.state}>
                    {say.state[stateOf(one)]}
                  </span>
                </span>
                <span>
                  {one.day} · {one.sentence}
                </span>
                {(one.state === 'sending' || one.state === 'paused') && <Told desk={desk} figures={one.figures} />}
              </a>
            </li>
          ))}
        </ul>
      )}
      <More refused={refused} again={{ label: words.again, run: again }} more={more} label={say.more} />
    </section>
  );
}
