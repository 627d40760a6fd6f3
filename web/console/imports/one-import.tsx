import { useEffect, useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import { type Desk, fill } from '../desk.ts';
import { No } from '../no.tsx';
import type { Import } from './wire.ts';
import { WrongRows } from './wrong-rows.tsx';

const EVERY_MS = 700;

/** How far a file is, what has come of it, and what was wrong. */
export function OneImport(props: { desk: Desk; id: string; sent?: Import; bringIn?(): void; ended?(): void }) {
  const { desk, id, sent, bringIn, ended } = props;
  const { words, call } = desk;
  const say = words.imports;
  const [one, setOne] = useState<Import | undefined>(sent);
  const [refused, setRefused] = useState<Refused>();
  useEffect(() => {
    let over = false;
    const look = async (): Promise<void> => {
      const told = await call<Import>(`/imports/${encodeURIComponent(id)}`, undefined, true);
      if (over) return;
      setRefused('refused' in told ? told.refused : undefined);
      if ('body' in told) setOne(told.body);
      // A connection that is gone for a moment comes back; a file goes on without it.
      const goesOn = 'body' in told ? told.body.state === 'running' : told.refused.code === 'offline';
      if (goesOn) setTimeout(() => !over && void look(), EVERY_MS);
      else ended?.();
    };
    void look();
    return () => {
      over = true;
    };
  }, [call, id]);
  if (!one) return refused ? <No refused={refused} /> : <p role="status">{words.loading}</p>;
  const percent = Math.floor(one.share * 100);
  return (
    <section class="card" aria-live="polite">
      <h2>{one.name ?? say.nameless}</h2>
      <p class="soft">
        {say.kinds[one.kind]} ·{' '}
        {fill(say.reading, { encoding: one.reading.encoding, columns: one.reading.header.length })}
      </p>
      {sent?.again && <p>{say.again}</p>}
      {one.state === 'running' && (
        <label class="field">
          <span>{fill(say.working, { percent })}</span>
          <progress max={100} value={percent} />
        </label>
      )}
      {one.state === 'done' && <p class="done">{one.dryRun ? say.looked : say.done}</p>}
      {one.state === 'failed' && <p>{say.failed}</p>}
      {one.problem && <No refused={one.problem} />}
      {refused && <No refused={refused} />}
      <ul>
        {one.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {one.state === 'done' && one.dryRun && bringIn && (
        <div class="row">
          <button type="button" class="action first" onClick={bringIn}>
            {say.bring}
          </button>
        </div>
      )}
      {one.state !== 'running' && one.counts.refused > 0 && <WrongRows desk={desk} one={one} />}
    </section>
  );
}
