import type { IncomingMessage } from 'node:http';

// Only what RFC 6265 calls white space: with a wider idea of it, ` __Host-x` behind a no-break space, which any
// subdomain may set, would pass for the `__Host-x` that only we can.
const SPACE = /^[ \t]+|[ \t]+$/g;

/** The value of a cookie as it was sent. */
export function readCookie(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).replace(SPACE, '') === name) return part.slice(at + 1).replace(SPACE, '');
  }
  return undefined;
}
