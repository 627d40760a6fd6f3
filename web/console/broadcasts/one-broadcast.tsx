import { useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import type { Desk } from '../desk.ts';
import { Lines } from '../lines.tsx';
import { No } from '../no.tsx';
import { Question } from '../question.tsx';
import { Kinds } from './kinds.tsx';
import { FigureTable, Told } from './told.tsx';
import { useWatched } from './use-watched.ts';
import { type Broadcast, stateOf } from './wire.ts';

type Act = Broadcast['acts'][number];

// Of the lines of one that has begun those that no figure below says; one that rests is not being sent.
const SHOWN: Record<Broadcast['state'], [number, number]> = {
  waiting: [0, 0],
  sending: [0, 1],
  paused: [1, 2],
  done: [0, 2],
  stopped: [0, 2],
};

/** One broadcast: where it stands while it runs, what people get, and what can be done with it. */
export function OneBroadcast({ desk, id }: { desk: Desk; id: string }) {
  const { words, call } = desk;
  const say = words.broadcasts;
  const { broadcast: one, refused, stale, show, again } = useWatched(call, id);
  const [asks, setAsks] = useState<Act>();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [no, setNo] = useState<Refused>();

  const back = (
    <a class="quiet" href="/console/broadcasts">
      {say.all}
    </a>
  );
  if (!one) {
    return (
      <section class="part">
        {refused ? (
          <No refused={refused} again={{ label: words.again, run: again }} />
        ) : (
          <p role="status">{words.loading}</p>
        )}
        <div class="row">{back}</div>
      </section>
    );
  }
  const takesBack = (act: Act) => act === 'stop' && one.state === 'waiting';
  const labelOf = (act: Act) => say.act[takesBack(act) ? 'takeBack' : act];
  const run = async (act: Act) => {
    setBusy(true);
    setNo(undefined);
    const mark = act === 'approve' && one.asked ? `?mark=${one.asked.mark}` : '';
    const told = await call<Broadcast>(`/broadcasts/${one.id}/${act}${mark}`, { method: 'POST' });
    setBusy(false);
    setAsks(undefined);
    if ('refused' in told) return setNo(told.refused);
    setSaid(told.body.said ?? '');
    show(told.body);
    again();
  };
  return (
    <section class="part">
      <h1>{one.campaign}</h1>
      <div class="row">
        <span class="pill" data-state={one.state}>
          {say.state[stateOf(one)]}
        </span>
        <span class="soft">{one.day}</span>
      </div>
      {said && !one.lines.includes(said) && (
        <p class="done said" role="status">
          {said}
        </p>
      )}
      {no && <No refused={no} />}
      {stale && (
        <p class="soft" role="status">
          {say.stale}
        </p>
      )}
      <section class="card">
        <Lines lines={one.startedAt ? one.lines.slice(...SHOWN[one.state]) : one.lines} live />
        {one.startedAt && (
          <>
            <Told desk={desk} figures={one.figures} />
            <FigureTable desk={desk} figures={one.figures} />
          </>
        )}
        {asks ? (
          <Question
            text={say.sure[takesBack(asks) ? 'takeBack' : (asks as 'approve' | 'stop')]}
            yes={labelOf(asks)}
            no={words.cancel}
            busy={busy}
            agree={() => void run(asks)}
            refuse={() => setAsks(undefined)}
          />
        ) : (
          <div class="row">
            {one.acts.map((act) => (
              <button
                key={act}
                type="button"
                class={act === 'stop' ? 'quiet' : 'action first'}
                disabled={busy}
                onClick={() => (act === 'approve' || act === 'stop' ? setAsks(act) : void run(act))}
              >
                {labelOf(act)}
              </button>
            ))}
            <a class="quiet" href={`/console/campaigns/${one.ref}`}>
              {say.results}
            </a>
            {back}
          </div>
        )}
      </section>
      <Kinds title={say.gets} kinds={one.kinds ?? []} />
    </section>
  );
}
