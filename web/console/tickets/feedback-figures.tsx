import { useMemo, useState } from 'preact/hooks';
import { type Desk, fill } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import { LatestWords } from './latest-words.tsx';
import type { Figures } from './wire.ts';

const SPANS = [30, 90, 365];
const DAY_MS = 86_400_000;

/** What customers say, in numbers and in their own words: of all stores or one, in the latest days. */
export function FeedbackFigures({ desk }: { desk: Desk }) {
  const { words, call } = desk;
  const say = words.tickets;
  const [days, setDays] = useState(SPANS[0]!);
  const [store, setStore] = useState('');
  // Of one moment, so that the figures and the words below them are of the same time.
  const since = useMemo(() => new Date(Date.now() - days * DAY_MS).toISOString(), [days]);
  const which = `since=${since}${store && `&store=${store}`}`;
  const all = useTold<Figures>(call, `/feedback/figures?since=${since}`);
  const of = useTold<Figures>(call, store ? `/feedback/figures?${which}` : undefined);
  const { told, again } = store ? of : all;
  const stores = all.told && 'body' in all.told ? all.told.body.stores : [];
  return (
    <>
      <div class="row choose">
        <label class="field">
          <span>{say.days}</span>
          <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
            {SPANS.map((one) => (
              <option key={one} value={one}>
                {fill(say.lastDays, { n: one })}
              </option>
            ))}
          </select>
        </label>
        {(stores.length > 1 || store) && (
          <label class="field">
            <span>{say.store}</span>
            <select value={store} onChange={(event) => setStore(event.currentTarget.value)}>
              <option value="">{say.everyStore}</option>
              {stores.map((one) => (
                <option key={one.storeId} value={one.storeId}>
                  {one.store}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {!told && <p role="status">{words.loading}</p>}
      {told && 'refused' in told && <No refused={told.refused} again={{ label: words.again, run: again }} />}
      {told && 'body' in told && (
        <div class="opinions">
          <section class="card">
            {told.body.lines.sum.map((line, at) => (
              <p key={line} class={at === 0 ? 'count' : 'soft'}>
                {line}
              </p>
            ))}
            <Stars title={say.stars} figures={told.body} />
          </section>
          <Lines title={say.stores} lines={told.body.lines.stores} />
          <Lines title={say.campaigns} lines={told.body.lines.campaigns} />
          <Lines title={say.faults} lines={told.body.lines.faults} />
          {[told.body.lines.survey, told.body.lines.wishes].map(([title = '', ...lines]) => (
            <Lines key={title} title={title} lines={lines} />
          ))}
        </div>
      )}
      <LatestWords key={which} desk={desk} which={which} />
    </>
  );
}

/** A bar for each number of stars; what it says stands beside it, so that nobody needs to see it. */
function Stars({ title, figures: { stars, count, lines } }: { title: string; figures: Figures }) {
  if (lines.stars.length === 0) return null;
  return (
    <ul class="stars" aria-label={title}>
      {lines.stars.map((line, at) => (
        <li key={line}>
          <span>{line}</span>
          <meter min={0} max={count} value={stars[4 - at]} aria-hidden="true" />
        </li>
      ))}
    </ul>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <section class="card">
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
