import { useEffect, useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import type { Desk } from '../desk.ts';
import { Lines } from '../lines.tsx';
import { No } from '../no.tsx';
import { Question } from '../question.tsx';
import { useTold } from '../use-told.ts';
import { EditTrigger } from './edit-trigger.tsx';
import { Effects } from './effects.tsx';
import { TryOut } from './try-out.tsx';
import type { Trigger } from './wire.ts';

/** One trigger: what it does, what it would do and did, and its switch. */
export function OneTrigger({ desk, name }: { desk: Desk; name: string }) {
  const { words, call } = desk;
  const say = words.triggers;
  const path = `/triggers/${encodeURIComponent(name)}`;
  const { told, again } = useTold<Trigger>(call, path);
  const [one, setOne] = useState<Trigger>();
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [refused, setRefused] = useState<Refused>();
  useEffect(() => {
    if (told && 'body' in told) setOne(told.body);
  }, [told]);

  const change = async (body: object) => {
    setBusy(true);
    setRefused(undefined);
    setSaid('');
    // What was seen is what is changed: when somebody else was faster, that is said instead of undone.
    const answer = await call<Trigger>(path, { method: 'PATCH', body: { version: one!.version, ...body } });
    setBusy(false);
    setAsks(false);
    if ('refused' in answer) return setRefused(answer.refused);
    setOne(answer.body);
    setSaid(answer.body.said ?? '');
  };
  const back = (
    <a class="quiet" href="/console/triggers">
      {say.all}
    </a>
  );
  if (!one) {
    return (
      <section class="part">
        {told && 'refused' in told ? (
          <No refused={told.refused} again={{ label: words.again, run: again }} />
        ) : (
          <p role="status">{words.loading}</p>
        )}
        <div class="row">{back}</div>
      </section>
    );
  }
  const ready = one.lacks.length === 0;
  return (
    <section class="part">
      <h1>{one.called}</h1>
      <div class="row">
        <span class="pill" data-state={one.state}>
          {say[one.state]}
        </span>
      </div>
      {said && (
        <p class="done said" role="status">
          {said}
        </p>
      )}
      {refused && <No refused={refused} again={{ label: words.again, run: again }} />}
      <section class="card">
        <Lines lines={one.lines} />
        {asks ? (
          <Question
            text={say.sureOff}
            yes={say.switchOff}
            no={words.cancel}
            busy={busy}
            agree={() => void change({ state: 'off' })}
            refuse={() => setAsks(false)}
          />
        ) : (
          <div class="row">
            {one.state === 'on' ? (
              <button type="button" class="quiet" disabled={busy} onClick={() => setAsks(true)}>
                {say.switchOff}
              </button>
            ) : (
              ready && (
                <button type="button" class="action first" disabled={busy} onClick={() => void change({ state: 'on' })}>
                  {say.switchOn}
                </button>
              )
            )}
            {back}
          </div>
        )}
      </section>
      <EditTrigger key={one.version} desk={desk} trigger={one} busy={busy} save={(body) => void change(body)} />
      {ready && <TryOut desk={desk} path={path} version={one.version} />}
      <Effects desk={desk} path={path} />
    </section>
  );
}
