import { useState } from 'preact/hooks';
import type { Desk } from '../desk.ts';
import { type Asked, addressOf } from './asked.ts';
import type { Choice, Kind } from './wire.ts';

/** Which report, of which days, about what; leads to its own address. */
export function AskReport(props: { desk: Desk; asked: Asked; choices: Choice[] | undefined }) {
  const { desk, asked, choices } = props;
  const say = desk.words.reports;
  const [kind, setKind] = useState(asked.kind);
  const [days, setDays] = useState(asked.days);
  const [from, setFrom] = useState(asked.from);
  const [last, setLast] = useState(asked.last);
  const [of, setOf] = useState(asked.of);
  // A name of days that only a chat knows stays as it was asked for.
  const periods = Object.entries({ ...(!Object.hasOwn(say.periods, days) && { [days]: days }), ...say.periods });
  const same = kind === asked.kind;
  return (
    <form
      class="card ask"
      onSubmit={(event) => {
        event.preventDefault();
        location.assign(addressOf({ kind, days, from, last, of: same ? of || (choices?.[0]?.of ?? '') : '' }));
      }}
    >
      <label class="field">
        <span>{say.report}</span>
        <select value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          {(Object.keys(say.names) as Kind[]).map((one) => (
            <option key={one} value={one}>
              {say.names[one]}
            </option>
          ))}
        </select>
      </label>
      {same && choices && choices.length > 0 && (
        <label class="field">
          <span>{kind === 'lift' ? say.effect : say.campaign}</span>
          <select value={of || choices[0]!.of} onChange={(event) => setOf(event.currentTarget.value)}>
            {of && !choices.some((one) => one.of === of) && <option value={of}>{of}</option>}
            {choices.map((one) => (
              <option key={one.of} value={one.of}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind !== 'lift' && (
        <label class="field">
          <span>{say.days}</span>
          <select value={days} onChange={(event) => setDays(event.currentTarget.value)}>
            {periods.map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind !== 'lift' && days === 'range' && (
        <>
          <label class="field">
            <span>{say.from}</span>
            <input type="date" required value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
          </label>
          <label class="field">
            <span>{say.last}</span>
            <input type="date" required value={last} onInput={(event) => setLast(event.currentTarget.value)} />
          </label>
        </>
      )}
      <button type="submit" class="action first">
        {say.show}
      </button>
    </form>
  );
}
