import { randomBytes } from 'node:crypto';

/** What is older than so many days when it comes in is history, and no news to anybody. */
const NEWS_DAYS = 3;

/**
 * The id of an order that comes by file. Ids tell when something was recorded, and whoever looks for what is new, as
 * triggers do, looks by them. History is therefore recorded under the time at which it happened: nobody is welcomed or
 * thanked today for what they bought last year.
 */
export function idAt(at: Date, now: Date, newId: (ms: number) => string): string {
  if (now.getTime() - at.getTime() <= NEWS_DAYS * 86_400_000) return newId(now.getTime());
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
