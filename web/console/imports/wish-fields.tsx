import type { Desk } from '../desk.ts';
import type { Kind, Wishes } from './wire.ts';

/** What the file itself may not tell. */
export function WishFields(props: {
  kind: Kind;
  wishes: Wishes;
  words: Desk['words']['imports'];
  change(some: Partial<Wishes>): void;
}) {
  const { kind, wishes, words: say, change } = props;
  const text = (name: 'source' | 'segment' | 'country' | 'map', required = false) => (
    <label class="field">
      <span>{say[name]}</span>
      <input
        value={wishes[name]}
        required={required}
        maxLength={name === 'map' ? 2000 : 100}
        onInput={(event) => change({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      {(kind === 'purchases' || kind === 'refunds') && text('source')}
      {kind === 'list' && text('segment', true)}
      <details>
        <summary>{say.more}</summary>
        <div class="wishes">
          <label class="field">
            <span>{say.encoding}</span>
            <select value={wishes.encoding} onChange={(event) => change({ encoding: event.currentTarget.value })}>
              <option value="">{say.found}</option>
              <option value="utf-8">UTF-8</option>
              <option value="big5">Big5</option>
              <option value="gb18030">GB18030</option>
            </select>
          </label>
          <label class="field">
            <span>{say.dates}</span>
            <select value={wishes.dates} onChange={(event) => change({ dates: event.currentTarget.value })}>
              <option value="">{say.unsaid}</option>
              <option value="dmy">{say.dmy}</option>
              <option value="mdy">{say.mdy}</option>
            </select>
          </label>
          {text('country')}
          {text('map')}
          {kind === 'purchases' && (
            <label class="row">
              <input
                type="checkbox"
                checked={wishes.points}
                onChange={(event) => change({ points: event.currentTarget.checked })}
              />
              <span>{say.points}</span>
            </label>
          )}
        </div>
      </details>
    </>
  );
}
