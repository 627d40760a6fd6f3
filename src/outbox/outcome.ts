import type { Abilities, Sent } from '../chat/channel.ts';

/** What is known of a message before an attempt. */
export interface Attempt {
  class: 'answer' | 'notice' | 'marketing';
  /** Including this one. */
  attempts: number;
  /** An earlier attempt may have reached the platform. */
  doubtful: boolean;
  /** That attempt is too long ago for the platform to recognise a repeat. */
  forgotten: boolean;
}

/** Where a message stands after an attempt. */
export type Verdict =
  | { state: 'sent' | 'unreachable' | 'failed' | 'unknown'; reason: string | null; ref?: string | null }
  | { state: 'waiting'; afterMs: number; counted: boolean; doubtful: boolean; reason: string };

const MOST_ATTEMPTS = 8;

/**
 * Judges an attempt. A repeat is only risked where the platform recognises it, or where losing the message would be
 * worse than a second copy (answers and notices). While nothing at all gets through, nothing is given up.
 */
export function judge(attempt: Attempt, sent: Sent, abilities: Abilities, othersGetThrough: boolean): Verdict {
  switch (sent.outcome) {
    case 'sent':
      return { state: 'sent', reason: null, ref: sent.ref ?? null };
    case 'unreachable':
      return { state: 'unreachable', reason: sent.reason };
    case 'refused':
      // A repeat is looked at again: what refuses it now says nothing of what became of the first.
      return { state: attempt.doubtful ? 'unknown' : 'failed', reason: sent.reason };
    case 'used-up':
      return { state: 'waiting', afterMs: 0, counted: false, doubtful: attempt.doubtful, reason: sent.reason };
    case 'later': {
      const { doubtful } = attempt;
      if (sent.whole) return { state: 'waiting', afterMs: sent.afterMs, counted: false, doubtful, reason: sent.reason };
      if (attempt.attempts >= MOST_ATTEMPTS && othersGetThrough)
        return givenUp(doubtful ? 'unknown' : 'failed', attempt, sent.reason);
      const afterMs = Math.max(sent.afterMs, backOff(attempt.attempts));
      return { state: 'waiting', afterMs, counted: true, doubtful, reason: sent.reason };
    }
    case 'unknown': {
      const repeatable = abilities.idempotent ? !attempt.forgotten : attempt.class !== 'marketing';
      if (!repeatable) return { state: 'unknown', reason: sent.reason };
      if (attempt.attempts >= MOST_ATTEMPTS && othersGetThrough) return givenUp('unknown', attempt, sent.reason);
      const afterMs = backOff(attempt.attempts);
      return { state: 'waiting', afterMs, counted: true, doubtful: true, reason: sent.reason };
    }
  }
}

function givenUp(state: 'failed' | 'unknown', { attempts }: Attempt, reason: string): Verdict {
  return { state, reason: `given up after ${attempts} attempts: ${reason}` };
}

/** 4 s, 12 s, 36 s … at most half an hour, each give or take a quarter; eight attempts take about an hour. */
export function backOff(attempts: number): number {
  const ms = Math.min(4_000 * 3 ** (attempts - 1), 1_800_000);
  return ms * (0.75 + Math.random() / 2);
}
