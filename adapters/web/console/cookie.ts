import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import { LONGEST_DAYS } from '../../../src/console/session.ts';
import { readCookie } from '../cookies.ts';

const TOKEN = /^[0-9A-Z]{52}$/;

const isSecure = (publicUrl: string | undefined) => publicUrl?.startsWith('https:') ?? false;
// A browser takes the prefix only with Secure, path / and no domain; it then comes from this host alone.
const nameOf = (publicUrl: string | undefined) => (isSecure(publicUrl) ? '__Host-console' : 'console');

/** The token of the session that a request comes with. */
export function readToken(request: IncomingMessage, publicUrl: string | undefined): string | undefined {
  const token = readCookie(request, nameOf(publicUrl));
  return token && TOKEN.test(token) ? token : undefined;
}

/** Gives a browser the token of its session, or takes it away. */
export function giveToken(response: Response, publicUrl: string | undefined, token: string | undefined): void {
  const options = { httpOnly: true, sameSite: 'lax', secure: isSecure(publicUrl), path: '/' } as const;
  if (token) response.cookie(nameOf(publicUrl), token, { ...options, maxAge: LONGEST_DAYS * 86_400_000 });
  else response.clearCookie(nameOf(publicUrl), options);
}
