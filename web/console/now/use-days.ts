import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Call, Told } from '../call.ts';
import type { Day } from './wire.ts';

const GENTLY_MS = 2_000;
/** Also when nothing happens: the day may have ended. */
const ANYWAY_MS = 300_000;

interface Days {
  today?: Told<Day>;
  yesterday?: Told<Day>;
  again(): void;
  /** Something happened: asks again soon, once for all that happens until then. */
  stir(): void;
}

/** Today so far and yesterday. What was told stays until something newer is, and while the shop cannot be reached. */
export function useDays(call: Call): Days {
  const [days, setDays] = useState<{ today?: Told<Day>; yesterday?: Told<Day> }>({});
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const ask = async (byItself: boolean) => {
    const [today, yesterday] = await Promise.all(
      ['today', 'yesterday'].map((day) => call<Day>(`/summary?day=${day}`, undefined, byItself)),
    );
    setDays((before) => ({ today: better(before.today, today!), yesterday: better(before.yesterday, yesterday!) }));
  };
  const stir = useCallback(() => {
    if (timer.current) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void ask(true);
    }, GENTLY_MS);
  }, [call]);
  useEffect(() => {
    setDays({});
    void ask(false);
    const anyway = setInterval(() => void ask(true), ANYWAY_MS);
    return () => {
      clearInterval(anyway);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [call]);
  return { ...days, stir, again: () => void ask(false) };
}

const better = (before: Told<Day> | undefined, now: Told<Day>): Told<Day> =>
  'refused' in now && before && 'body' in before ? before : now;
