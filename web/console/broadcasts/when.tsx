import type { Desk } from '../desk.ts';
import type { Draft } from './draft.ts';

const WAYS = ['now', 'shop', 'customer'] as const;

/** When it goes out, and by whose clock. */
export function When({ desk, draft, change }: { desk: Desk; draft: Draft; change(change: Partial<Draft>): void }) {
  const say = desk.words.broadcasts;
  return (
    <fieldset class="when">
      <legend>{say.when}</legend>
      {WAYS.map((way) => (
        <label key={way} class="tick">
          <input type="radio" name="when" checked={draft.when === way} onChange={() => change({ when: way })} />
          <span>{say[way]}</span>
        </label>
      ))}
      {draft.when !== 'now' && (
        <label class="field">
          <span>{say.time}</span>
          <input
            type="datetime-local"
            value={draft.time}
            required
            onInput={(event) => change({ time: event.currentTarget.value })}
          />
        </label>
      )}
    </fieldset>
  );
}
