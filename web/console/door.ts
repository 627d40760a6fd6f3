import type { Refused } from './call.ts';
import type { Me } from './desk.ts';

export interface Entered {
  me?: Me;
  refused?: Refused;
}

/** Turns the secret of a link into a session. */
export async function enter(
  secret: string,
  tag: string,
  words: { offline: string; offlineHow: string },
): Promise<Entered> {
  try {
    const response = await fetch('/console/open', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': tag },
      body: JSON.stringify({ secret }),
    });
    const said = await response.json();
    return response.ok ? { me: said.me } : { refused: said };
  } catch {
    return { refused: { code: 'offline', sentence: words.offline, remedy: words.offlineHow } };
  }
}

/** Ends the session of this device; false when the shop did not hear of it, and the session goes on. */
export async function leave(): Promise<boolean> {
  const response = await fetch('/console/leave', { method: 'POST' }).catch(() => undefined);
  // What was being written is for nobody who comes after.
  if (response?.ok) sessionStorage.clear();
  return response?.ok ?? false;
}
