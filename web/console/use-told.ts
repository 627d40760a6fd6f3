import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call, Told } from './call.ts';

/** What a path tells, asked anew when it changes; an answer that was overtaken is not shown. */
export function useTold<T>(call: Call, path: string | undefined): { told: Told<T> | undefined; again(): void } {
  const [told, setTold] = useState<Told<T>>();
  const [times, setTimes] = useState(0);
  const asked = useRef(0);
  useEffect(() => {
    const mine = ++asked.current;
    setTold(undefined);
    if (path === undefined) return;
    void call<T>(path).then((answer) => {
      if (mine === asked.current) setTold(answer);
    });
  }, [call, path, times]);
  return { told, again: () => setTimes(times + 1) };
}
