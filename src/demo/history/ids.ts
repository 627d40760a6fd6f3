import type { Random } from './random.ts';

/** An id (UUID version 7) of that instant, always the same for the same seed. */
export function idAt(ms: number, random: Random): string {
  const time = ms.toString(16).padStart(12, '0');
  const some = (digits: number) =>
    Math.floor(random.next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const variant = '89ab'[random.whole(4)]!;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${some(3)}-${variant}${some(3)}-${some(6)}${some(6)}`;
}
