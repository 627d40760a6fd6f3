import type { RequestHandler } from 'express';

// No inline script or style anywhere: what a person wrote can never run.
const POLICY = [
  "default-src 'self'",
  "img-src 'self' https:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Headers that tell a browser to distrust everything but our own files. */
export function guardPages(https: boolean): RequestHandler {
  return (_request, response, next) => {
    response.set({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'geolocation=(), microphone=(), camera=(), payment=()',
    });
    if (https) response.set('strict-transport-security', 'max-age=31536000');
    next();
  };
}
