import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Codes } from '../../../src/lib/codes.ts';
import { readCookie } from '../cookies.ts';

const DEMO = /^demo-(customer|staff|marketer|owner)$/;
const KEPT_SECONDS = 400 * 24 * 3600;

export interface Visitors {
  /** The address of whoever sent this request, or undefined without a cookie of ours. */
  of(request: Request): string | undefined;
  /** The address of whoever opens the page, who gets a cookie with it where there was none. */
  greet(request: Request, response: Response): string;
}

/**
 * Visitors are known by a signed cookie. In a demo shop `?as=customer|staff|marketer|owner` is one of its ready people
 * and `?as=visitor` somebody new; such addresses can be had in no other way, and count nowhere else.
 */
export function openVisitors(codes: Codes, options: { demo: boolean; secureCookies: boolean }): Visitors {
  const name = options.secureCookies ? '__Host-quan' : 'quan';
  const sign = (address: string) => codes.seal('web visitor', address);
  const signed = (request: Request): string | undefined => {
    const [address, signature] = (readCookie(request, name) ?? '').split('.');
    if (!address || !signature || !(options.demo || address.startsWith('w'))) return undefined;
    const given = Buffer.from(signature, 'base64url');
    const known = sign(address);
    return given.length === known.length && timingSafeEqual(given, known) ? address : undefined;
  };
  const readyPerson = (request: Request): string | undefined => {
    const address = `demo-${request.query.as}`;
    return options.demo && DEMO.test(address) ? address : undefined;
  };
  return {
    of: (request) => signed(request) && (readyPerson(request) ?? signed(request)),
    greet(request, response) {
      const stranger = options.demo && request.query.as === 'visitor';
      const ready = readyPerson(request);
      const known = stranger ? undefined : signed(request);
      const address = ready ?? known ?? `w${randomBytes(18).toString('base64url')}`;
      if (address !== known) {
        response.cookie(name, `${address}.${sign(address).toString('base64url')}`, {
          httpOnly: true,
          sameSite: 'lax',
          secure: options.secureCookies,
          path: '/',
          maxAge: KEPT_SECONDS * 1000,
          encode: String,
        });
      }
      return address;
    },
  };
}
