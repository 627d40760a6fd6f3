import { useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import { type Desk, fill } from '../desk.ts';
import { No } from '../no.tsx';

const COMMAS = /[,，、]/;

/** What staff note about somebody in a word or two: put on, and taken off. */
export function Tags({ desk, id, tags }: { desk: Desk; id: string; tags: string[] }) {
  const { words, call } = desk;
  const say = words.customers;
  const [all, setAll] = useState(tags);
  const [typed, setTyped] = useState('');
  const [used, setUsed] = useState<string[]>();
  const [refused, setRefused] = useState<Refused>();
  const [done, setDone] = useState('');
  const [busy, setBusy] = useState(false);
  const change = async (texts: string[], off: boolean) => {
    setBusy(true);
    setRefused(undefined);
    setDone('');
    let now = all;
    for (const text of texts) {
      const told = await call<{ tag: string }>(`/customers/${id}/tags`, { method: 'POST', body: { tag: text, off } });
      if ('refused' in told) {
        setRefused(told.refused);
        break;
      }
      const { tag } = told.body;
      now = [...now.filter((one) => one !== tag), ...(off ? [] : [tag])].sort();
      setAll(now);
      setDone(fill(off ? say.untagged : say.tagged, { tag }));
      if (!off) setTyped('');
    }
    setBusy(false);
  };
  const suggest = async () => {
    if (used) return;
    setUsed([]);
    const told = await call<{ tags: { tag: string }[] }>('/tags');
    if ('body' in told) setUsed(told.body.tags.map(({ tag }) => tag));
  };
  return (
    <section class="card">
      <h2>{say.tags}</h2>
      {all.length === 0 && <p class="soft">{say.noTags}</p>}
      {all.length > 0 && (
        <ul class="tags">
          {all.map((tag) => (
            <li key={tag}>
              <span>{tag}</span>
              <button
                type="button"
                disabled={busy}
                aria-label={fill(say.untag, { tag })}
                title={fill(say.untag, { tag })}
                onClick={() => void change([tag], true)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="finding"
        onSubmit={(event) => {
          event.preventDefault();
          void change(
            typed.split(COMMAS).filter((one) => one.trim()),
            false,
          );
        }}
      >
        <label class="field">
          <span>{say.addTag}</span>
          <input
            value={typed}
            maxLength={200}
            required
            list="tags-in-use"
            autocomplete="off"
            aria-describedby="tag-how"
            onFocus={() => void suggest()}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="action" disabled={busy}>
          {say.add}
        </button>
      </form>
      <p class="soft" id="tag-how">
        {say.tagHow}
      </p>
      <datalist id="tags-in-use">
        {(used ?? []).map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      {refused && <No refused={refused} />}
      {done && (
        <p class="done" role="status">
          {done}
        </p>
      )}
    </section>
  );
}
