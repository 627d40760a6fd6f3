import { useEffect, useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import { type Desk, fill } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import { Examples } from './examples.tsx';
import { LookAt, Unreadable } from './look-at.tsx';
import { useLook } from './use-look.ts';
import type { Look, Segment } from './wire.ts';

const MOST_LETTERS = 2000;

/** One segment, or a new one: its rule as a sentence, and while it is written who that is. */
export function EditSegment({ desk, id }: { desk: Desk; id: string | undefined }) {
  const { words, call, language } = desk;
  const say = words.segments;
  const { told } = useTold<Segment & Look>(call, id && `/segments/${encodeURIComponent(id)}`);
  const [segment, setSegment] = useState<(Segment & Look) | undefined>();
  const [name, setName] = useState('');
  const [rule, setRule] = useState('');
  const [done, setDone] = useState('');
  const [refused, setRefused] = useState<Refused>();
  const [sure, setSure] = useState(false);
  const [gone, setGone] = useState(false);
  useEffect(() => {
    if (!told || !('body' in told)) return;
    setSegment(told.body);
    setRule(told.body.texts?.[language] ?? '');
  }, [told]);
  const isList = segment?.texts === null;
  const seen = useLook(call, isList ? '' : rule);

  const save = async () => {
    setRefused(undefined);
    const body = segment ? { rule } : { name, rule };
    const path = segment ? `/segments/${segment.id}` : '/segments';
    const answer = await call<Segment & Look>(path, { method: segment ? 'PATCH' : 'POST', body });
    if ('refused' in answer) return setRefused(answer.refused);
    setDone(fill(segment ? say.changed : say.made, { name: answer.body.name }));
    setSegment(answer.body);
    setRule(answer.body.texts?.[language] ?? '');
    history.replaceState(null, '', `/console/segments/${answer.body.id}`);
  };
  const retire = async () => {
    const answer = await call<Segment>(`/segments/${segment!.id}/retire`, { method: 'POST' });
    if ('refused' in answer) return setRefused(answer.refused);
    setDone(fill(say.retired, { name: segment!.name }));
    setGone(true);
  };
  const back = (
    <a class="quiet" href="/console/segments">
      {say.all}
    </a>
  );
  if (id && told && 'refused' in told) {
    return (
      <section class="part">
        <No refused={told.refused} />
        <div class="row">{back}</div>
      </section>
    );
  }
  if (id && !segment) return <p role="status">{words.loading}</p>;
  return (
    <section class="part">
      <h1>{segment?.name ?? say.begin}</h1>
      {done && (
        <p class="done" role="status">
          {done}
        </p>
      )}
      {!gone && (
        <form
          class="card"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          {!segment && (
            <label class="field">
              <span>{say.name}</span>
              <input value={name} maxLength={200} required onInput={(event) => setName(event.currentTarget.value)} />
            </label>
          )}
          {isList ? (
            <p>{say.list}</p>
          ) : (
            <label class="field">
              <span>{say.rule}</span>
              <textarea
                value={rule}
                maxLength={MOST_LETTERS}
                placeholder={say.placeholder}
                spellcheck={false}
                required
                aria-describedby="reads"
                onInput={(event) => {
                  setDone('');
                  setRule(event.currentTarget.value);
                }}
              />
            </label>
          )}
          <div id="reads" aria-live="polite">
            {seen.refused && (
              <Unreadable
                rule={seen.rule}
                refused={seen.refused}
                title={say.unreadable}
                instead={say.instead}
                choose={setRule}
              />
            )}
            {seen.text && (
              <p class="reads">
                <span class="soft">{say.reads}</span> {seen.text[language]}
              </p>
            )}
          </div>
          {refused && <No refused={refused} />}
          <div class="row">
            {!isList && (
              <button type="submit" class="action first" disabled={!seen.text || seen.looking}>
                {segment ? say.change : say.save}
              </button>
            )}
            {segment && (
              <a class="quiet" href={`/console/segments/${segment.id}/table`}>
                {say.table}
              </a>
            )}
            {segment && !sure && (
              <button type="button" class="quiet" onClick={() => setSure(true)}>
                {say.retire}
              </button>
            )}
            {back}
          </div>
          {segment && sure && (
            <div class="no" role="alertdialog" aria-label={say.retire}>
              <p>{fill(say.sure, { name: segment.name })}</p>
              <div class="row">
                <button type="button" class="action" onClick={retire}>
                  {say.retire}
                </button>
                <button type="button" class="quiet" onClick={() => setSure(false)}>
                  {words.cancel}
                </button>
              </div>
            </div>
          )}
        </form>
      )}
      {gone && <div class="row">{back}</div>}
      {!gone && (isList || seen.look || seen.looking) && (
        <LookAt
          title={say.who}
          some={say.some}
          look={isList ? segment : seen.look}
          looking={seen.looking ? say.looking : ''}
        />
      )}
      {!gone && !isList && <Examples title={say.examplesTitle} examples={say.examples} choose={setRule} />}
    </section>
  );
}
