import type { Broadcast } from '../../entities/broadcast.ts';
import { instantOf } from '../lib/dates.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';

/** When a broadcast that waits goes out, in words. */
export function sayWhen(
  { now, shop }: Pick<Tx, 'now' | 'shop'>,
  t: Words,
  { sendAt, wallAt }: Pick<Broadcast, 'sendAt' | 'wallAt'>,
): string {
  const soon = sendAt.getTime() - now.getTime() <= 61_000;
  if (!wallAt) return soon ? t.broadcasts.inAMinute() : t.broadcasts.scheduled(sendAt, now);
  const [day, time] = wallAt.split(' ');
  return t.audience.scheduledLocal(instantOf(day!, shop.zone, time), now);
}
