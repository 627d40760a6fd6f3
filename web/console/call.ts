import { newId } from '../shared/new-id.ts';

/** A no as a person reads it. */
export interface Refused {
  code: string;
  sentence: string;
  remedy: string;
  /** Where in a rule the word stands that cannot be read, in UTF-16 units. */
  place?: { from: number; to: number; instead?: string };
}

/** What follows a sentence: a space, but after a full stop of Chinese none. */
export const gap = (sentence: string): string => (/[。！？]$/.test(sentence) ? '' : ' ');

export type Told<T> = { body: T } | { refused: Refused };

/** What is to change; a file goes out as it is, and is itself what makes sending it again harmless. */
export interface Change {
  method: 'POST' | 'PATCH';
  body?: object;
  file?: Blob;
}

/**
 * Called with a path below /api/v1 and, where something is to change, a method and a body. `byItself` where nobody touched
 * the page: that keeps no session open.
 */
export type Call = <T>(path: string, change?: Change, byItself?: boolean) => Promise<Told<T>>;

const PATIENCE_MS = 60_000;

/**
 * Calls of a page in the reader's language. One that changes something is sent once more under the same key when no
 * answer came, which has no second effect. `left` is called when the session is over.
 */
export function openCalls(tag: string, words: { offline: string; offlineHow: string }, left: () => void): Call {
  return async <T>(path: string, change?: Change, byItself?: boolean): Promise<Told<T>> => {
    const options: RequestInit = {
      method: change?.method ?? 'GET',
      headers: {
        'accept-language': tag,
        ...(byItself && { 'x-by-itself': '1' }),
        ...(change && { 'idempotency-key': newId(), 'content-type': change.file ? 'text/csv' : 'application/json' }),
      },
      ...(change && { body: change.file ?? JSON.stringify(change.body ?? {}) }),
    };
    const response = (await ask(path, options)) ?? (change && (await ask(path, options)));
    const said = await response?.json().catch(() => undefined);
    if (response?.status === 401) left();
    if (response?.ok && said !== undefined) return { body: said as T };
    const nobody = { code: 'offline', sentence: words.offline, remedy: words.offlineHow };
    return { refused: (said as Refused | undefined) ?? nobody };
  };
}

async function ask(path: string, options: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(`/api/v1${path}`, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    return undefined;
  }
}
