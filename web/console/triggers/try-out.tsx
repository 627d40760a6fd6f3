import { useEffect, useRef, useState } from 'preact/hooks';
import type { Told } from '../call.ts';
import { type Desk, fill } from '../desk.ts';
import { Lines } from '../lines.tsx';
import { No } from '../no.tsx';

const DAYS = [7, 30, 90];

/** Looks back: who would have got it, and what it would have cost. */
export function TryOut({ desk, path, version }: { desk: Desk; path: string; version: number }) {
  const { words, call } = desk;
  const say = words.triggers;
  const [tried, setTried] = useState<Told<{ lines: string[] }>>();
  const [days, setDays] = useState<number>();
  const asked = useRef(0);
  // What was tried is not what it is now.
  useEffect(() => {
    asked.current++;
    setTried(undefined);
    setDays(undefined);
  }, [version]);
  const run = async (back: number) => {
    const mine = ++asked.current;
    setDays(back);
    setTried(undefined);
    const told = await call<{ lines: string[] }>(`${path}/try?days=${back}`);
    if (mine === asked.current) setTried(told);
  };
  return (
    <section class="card">
      <h2>{say.tryTitle}</h2>
      <p class="soft">{say.tryLead}</p>
      <div class="row">
        {DAYS.map((back) => (
          <button
            key={back}
            type="button"
            class="quiet"
            aria-pressed={days === back}
            disabled={days !== undefined && !tried}
            onClick={() => void run(back)}
          >
            {fill(say.tryDays, { days: back })}
          </button>
        ))}
      </div>
      <div aria-live="polite">
        {days !== undefined && !tried && <p>{say.trying}</p>}
        {tried && 'body' in tried && <Lines lines={tried.body.lines} />}
      </div>
      {tried && 'refused' in tried && <No refused={tried.refused} />}
    </section>
  );
}
