import { BlockList, isIP } from 'node:net';
import type { Request } from 'express';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const PROXIED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-forwarded-host', 'via'];

/** True when the request was made on this machine itself; one that came through a proxy on it was not. */
export function isLoopback(request: Request): boolean {
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const family = isIP(address);
  if (!family || PROXIED.some((name) => name in request.headers)) return false;
  return loopback.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** True unless a browser says that another site caused the request. */
export function isSameOrigin(request: Request, publicUrl: string | undefined): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || (publicUrl !== undefined && from === new URL(publicUrl).host);
}
