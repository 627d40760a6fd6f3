import { useEffect, useRef, useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import { type Desk, fill } from '../desk.ts';
import { Lines } from '../lines.tsx';
import { No } from '../no.tsx';
import { Kinds } from './kinds.tsx';
import type { Flight } from './wire.ts';

// From here on a tap is not enough, as in the chat: the number has to be typed.
const MANY = 1_000;

/** What would happen, what people would get, and the button that makes it happen. */
export function FlightCard(props: {
  desk: Desk;
  flight: Flight;
  later: boolean;
  refused: Refused | undefined;
  busy: boolean;
  send(): void;
  again(): void;
}) {
  const { flight, refused, busy } = props;
  const say = props.desk.words.broadcasts;
  const [number, setNumber] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    setNumber('');
    title.current?.focus();
  }, [flight]);
  const many = flight.people > MANY;
  const sure = !many || number.normalize('NFKC').replace(/[,.\s]/g, '') === String(flight.people);
  return (
    <>
      <section class="card">
        <h2 ref={title} tabIndex={-1}>
          {say.flight}
        </h2>
        <Lines lines={flight.lines} />
        {flight.people > 0 && !flight.running && (
          <>
            <p>{flight.goesOut}</p>
            {many && (
              <label class="field number">
                <span>{fill(say.number, { people: flight.people })}</span>
                <input
                  value={number}
                  inputMode="numeric"
                  autocomplete="off"
                  onInput={(event) => setNumber(event.currentTarget.value)}
                />
              </label>
            )}
            {refused && <No refused={refused} again={{ label: say.again, run: props.again }} />}
            <div class="row">
              <button type="button" class="action first" disabled={busy || !sure} onClick={props.send}>
                {props.later ? say.plan : say.send}
              </button>
            </div>
          </>
        )}
        {flight.running && (
          <div class="no">
            <p>{say.running}</p>
            <a class="quiet" href={`/console/broadcasts/${flight.running}`}>
              {say.toRunning}
            </a>
          </div>
        )}
      </section>
      <Kinds title={say.gets} kinds={flight.kinds} />
    </>
  );
}
