import { useEffect, useRef, useState } from 'preact/hooks';
import type { Call, Refused } from '../call.ts';
import type { Look } from './wire.ts';

const PAUSE_MS = 400;

export interface Seen {
  /** The rule that was looked at. */
  rule: string;
  looking: boolean;
  /** The rule as it is always written, by language. */
  text?: Record<string, string>;
  look?: Look;
  refused?: Refused;
}

/**
 * Looks at a rule whenever its writer pauses; what was asked about an older one is not shown. One look at a time: counting
 * everybody who fits may take the shop a while.
 */
export function useLook(call: Call, rule: string): Seen {
  const [seen, setSeen] = useState<Seen>({ rule: '', looking: false });
  const asked = useRef(0);
  const looking = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    const mine = ++asked.current;
    if (!rule.trim()) return setSeen({ rule, looking: false });
    setSeen((before) => ({ ...before, looking: true }));
    const timer = setTimeout(async () => {
      await looking.current;
      if (mine !== asked.current) return;
      const look = call<Look & { texts: Record<string, string> }>(`/segments/preview?rule=${encodeURIComponent(rule)}`);
      looking.current = look;
      const told = await look;
      if (mine !== asked.current) return;
      if ('refused' in told) setSeen({ rule, looking: false, refused: told.refused });
      else setSeen({ rule, looking: false, text: told.body.texts, look: told.body });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [call, rule]);
  return seen;
}
