/** What goes wrong: an HTTP status, a broken connection, or no answer at all. */
export type Mishap =
  | number
  | 'monthly'
  | 'reset-before'
  | 'reset-after-accept'
  | 'fail-after-accept'
  | 'hang'
  | 'hang-after-accept';

export interface Fault {
  /** The call it strikes (`push`, `multicast`, `sendMessage` …); `*` for every one. */
  on: string;
  status: Mishap;
  /** How often it strikes; once when neither `times` nor `rate` is given. */
  times?: number;
  /** So many calls pass before it strikes. */
  after?: number;
  /** Share of the calls that it strikes, 0 to 1; for ever unless `times` is given. */
  rate?: number;
  /** Seconds, for 429. */
  retryAfter?: number;
}

export interface Faults {
  plan(fault: Fault): void;
  /** The fault that strikes this call, if any. */
  strike(call: string): Fault | undefined;
  clear(): void;
}

/** Faults that are planned by tests; the chances repeat with the seed. */
export function makeFaults(seed = 1): Faults {
  let state = seed >>> 0;
  const chance = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  let planned: { fault: Fault; left: number; pass: number }[] = [];
  return {
    plan: (fault) => {
      const left = fault.times ?? (fault.rate === undefined ? 1 : Number.POSITIVE_INFINITY);
      planned.push({ fault, left, pass: fault.after ?? 0 });
    },
    strike: (call) => {
      const name = call.toLowerCase();
      for (const plan of planned) {
        const { on, rate } = plan.fault;
        if (on !== '*' && on.toLowerCase() !== name) continue;
        if (plan.left <= 0 || (rate !== undefined && chance() >= rate)) continue;
        if (plan.pass > 0) {
          plan.pass -= 1;
          continue;
        }
        plan.left -= 1;
        return plan.fault;
      }
      return undefined;
    },
    clear: () => {
      planned = [];
    },
  };
}
