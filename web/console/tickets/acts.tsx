import { useEffect, useRef, useState } from 'preact/hooks';
import type { Refused, Told } from '../call.ts';
import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import { useDraft } from './use-draft.ts';
import type { Done, Ticket } from './wire.ts';

type Doing = 'answer' | 'offer' | 'close';

/**
 * What can be done about a ticket. Each begins by taking it, so that nobody else begins meanwhile; what goes out or cannot
 * be taken back is asked for once more.
 */
export function Acts(props: { desk: Desk; ticket: Ticket; changed(ticket: Ticket, sentence: string): void }) {
  const { desk, ticket, changed } = props;
  const { words, call } = desk;
  const say = words.tickets;
  const [doing, setDoing] = useState<Doing>();
  const [question, setQuestion] = useState('');
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const answer = useDraft(`answer:${ticket.ref}`);
  const note = useDraft(`note:${ticket.ref}`);
  const { may } = ticket;

  const tell = async <T,>(path: string, body?: object): Promise<T | undefined> => {
    setBusy(true);
    setRefused(undefined);
    const told: Told<T> = await call<T>(`/tickets/${ticket.ref}/${path}`, body && { method: 'POST', body });
    setBusy(false);
    if ('body' in told) return told.body;
    setRefused(told.refused);
    // Somebody else may have taken or closed it meanwhile.
    const now = await call<Ticket>(`/tickets/${ticket.ref}`);
    if ('body' in now) {
      changed(now.body, '');
      if (!now.body.may.answer) setDoing(undefined);
    }
    return undefined;
  };
  const begin = async (what: Doing) => {
    const taken = await tell<Done>('take', {});
    if (!taken) return;
    changed(taken.ticket, '');
    const offered = what === 'offer' ? await tell<{ sentence: string }>('offer') : undefined;
    if (what === 'offer' && !offered) return;
    setQuestion(offered?.sentence ?? '');
    setDoing(what);
  };
  const finish = async (path: string, body: object, after?: () => void) => {
    const done = await tell<Done>(path, body);
    if (!done) return;
    after?.();
    setDoing(undefined);
    changed(done.ticket, done.sentence);
  };
  const cancel = (
    <button type="button" class="quiet" disabled={busy} onClick={() => setDoing(undefined)}>
      {words.cancel}
    </button>
  );

  if (ticket.state === 'closed' && !refused) return null;
  return (
    <section class="card" aria-busy={busy}>
      {refused && <No refused={refused} />}
      {busy && <p role="status">{say.working}</p>}
      {!doing && (
        <div class="row">
          {may.answer && (
            <button type="button" class="action first" disabled={busy} onClick={() => void begin('answer')}>
              {say.answer}
            </button>
          )}
          {may.offer && (
            <button type="button" class="action" disabled={busy} onClick={() => void begin('offer')}>
              {say.offer}
            </button>
          )}
          {may.answer && (
            <button type="button" class="quiet" disabled={busy} onClick={() => void begin('close')}>
              {say.close}
            </button>
          )}
          {may.leave && (
            <button type="button" class="quiet" disabled={busy} onClick={() => void finish('leave', {})}>
              {say.leave}
            </button>
          )}
        </div>
      )}
      {doing === 'answer' && (
        <form
          class="part"
          onSubmit={(event) => {
            event.preventDefault();
            void finish('answer', { words: answer.text }, answer.forget);
          }}
        >
          <Words label={say.answerWhat} how={say.answerHow} draft={answer} required />
          <div class="row">
            <button type="submit" class="action first" disabled={busy || !answer.text.trim()}>
              {say.send}
            </button>
            {cancel}
          </div>
        </form>
      )}
      {doing === 'offer' && (
        <div class="no" role="alertdialog" aria-label={say.offer}>
          <p>{question}</p>
          <div class="row">
            <button type="button" class="action" disabled={busy} onClick={() => void finish('compensate', {})}>
              {say.give}
            </button>
            {cancel}
          </div>
        </div>
      )}
      {doing === 'close' && (
        <form
          class="part"
          onSubmit={(event) => {
            event.preventDefault();
            void finish('close', { note: note.text }, note.forget);
          }}
        >
          <Words label={say.closeWhat} how={say.closeHow} draft={note} />
          <div class="row">
            <button type="submit" class="action first" disabled={busy}>
              {note.text.trim() ? say.closeWith : say.closeNow}
            </button>
            {cancel}
          </div>
        </form>
      )}
    </section>
  );
}

function Words(props: { label: string; how: string; draft: ReturnType<typeof useDraft>; required?: boolean }) {
  const { label, how, draft, required } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  // Whoever has pressed the button wants to write.
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <label class="field">
        <span>{label}</span>
        <textarea
          ref={field}
          value={draft.text}
          maxLength={1000}
          required={required}
          aria-describedby="how"
          onInput={(event) => draft.write(event.currentTarget.value)}
        />
      </label>
      <p class="soft" id="how">
        {how}
      </p>
    </>
  );
}
