import { isIP, isIPv4 } from 'node:net';

const NAMED = ['loopback', 'linklocal', 'uniquelocal'];

/** True for what a web server can trust as a proxy: an address, a network, or the name of a usual one. */
export function isNetwork(text: string): boolean {
  if (NAMED.includes(text)) return true;
  const [address = '', size, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  if (size === undefined) return true;
  if (version === 4 && isIPv4(size)) return true;
  return /^\d{1,3}$/.test(size) && Number(size) >= 1 && Number(size) <= (version === 4 ? 32 : 128);
}
