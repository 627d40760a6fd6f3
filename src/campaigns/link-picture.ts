import { timingSafeEqual } from 'node:crypto';
import type { Shop } from '../shop.ts';

const SIGNATURE_BYTES = 12;

const signature = ({ codes }: Pick<Shop, 'codes'>, says: string) =>
  codes.seal('link picture', says).subarray(0, SIGNATURE_BYTES);

/** The path of the QR picture of a link that says so; signed, so that nobody has us draw others. */
export function linkPicturePath(shop: Pick<Shop, 'codes'>, says: string): string {
  return `/link/${says}.${signature(shop, says).toString('base64url')}.png`;
}

/** True when we signed the picture of that link. */
export function isLinkPicture(shop: Pick<Shop, 'codes'>, says: string, signed: string): boolean {
  const given = Buffer.from(signed, 'base64url');
  return given.length === SIGNATURE_BYTES && timingSafeEqual(given, signature(shop, says));
}
