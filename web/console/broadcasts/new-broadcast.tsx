import { useRef, useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import { Pick } from '../pick.tsx';
import { useCampaigns, useSegments } from './choices.ts';
import { bodyOf, type Draft, emptyDraft, isComplete } from './draft.ts';
import { FlightCard } from './flight-card.tsx';
import { Texts } from './texts.tsx';
import { Variants } from './variants.tsx';
import { When } from './when.tsx';
import type { Broadcast, Flight } from './wire.ts';

/** A new broadcast: what and to whom, then what would happen, and only then the sending. */
export function NewBroadcast({ desk, named }: { desk: Desk; named: string }) {
  const { words, call } = desk;
  const say = words.broadcasts;
  const { campaigns, refused: unread, again } = useCampaigns(desk, named);
  const segments = useSegments(desk);
  const [draft, setDraft] = useState<Draft>(emptyDraft(named.toUpperCase()));
  const [flight, setFlight] = useState<Flight>();
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const asked = useRef(0);

  // What was foreseen is of the draft as it was then.
  const change = (part: Partial<Draft>) => {
    asked.current++;
    setDraft((before) => ({ ...before, ...part }));
    setFlight(undefined);
    setRefused(undefined);
    setBusy(false);
  };
  const look = async () => {
    const mine = ++asked.current;
    setBusy(true);
    setRefused(undefined);
    const told = await call<Flight>('/broadcasts/preflight', { method: 'POST', body: bodyOf(draft) });
    if (mine !== asked.current) return;
    setBusy(false);
    if ('refused' in told) setRefused(told.refused);
    setFlight('body' in told ? told.body : undefined);
  };
  const send = async () => {
    setBusy(true);
    setRefused(undefined);
    const body = { ...bodyOf(draft), seen: flight!.seen };
    const told = await call<Broadcast>('/broadcasts', { method: 'POST', body });
    if ('body' in told) return location.assign(`/console/broadcasts/${told.body.id}`);
    setBusy(false);
    setRefused(told.refused);
  };
  if (unread) {
    return (
      <section class="part">
        <h1>{say.begin}</h1>
        <No refused={unread} again={{ label: words.again, run: again }} />
      </section>
    );
  }
  if (!campaigns) return <p role="status">{words.loading}</p>;
  return (
    <section class="part">
      <h1>{say.begin}</h1>
      {campaigns.length === 0 ? (
        <p>{say.noCampaigns}</p>
      ) : (
        <form
          class="card"
          onSubmit={(event) => {
            event.preventDefault();
            void look();
          }}
        >
          <Pick
            label={say.campaign}
            choices={campaigns}
            value={draft.campaign}
            none={say.choose}
            required
            choose={(campaign) => change({ campaign })}
          />
          <Pick
            label={say.whom}
            choices={segments}
            value={draft.segment}
            none={say.everybody}
            choose={(segment) => change({ segment })}
          />
          <Variants desk={desk} campaigns={campaigns} segments={segments} draft={draft} change={change} />
          <Texts desk={desk} texts={draft.texts} write={(texts) => change({ texts })} />
          <When desk={desk} draft={draft} change={change} />
          {refused && !flight && <No refused={refused} />}
          <div class="row">
            <button type="submit" class={flight ? 'quiet' : 'action first'} disabled={busy || !isComplete(draft)}>
              {busy && !flight ? say.looking : flight ? say.again : say.look}
            </button>
            <a class="quiet" href="/console/broadcasts">
              {say.all}
            </a>
          </div>
        </form>
      )}
      {flight && (
        <FlightCard
          desk={desk}
          flight={flight}
          later={draft.when !== 'now'}
          refused={refused}
          busy={busy}
          send={() => void send()}
          again={() => void look()}
        />
      )}
    </section>
  );
}
