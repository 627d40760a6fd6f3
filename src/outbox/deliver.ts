import { outOfQuietHours } from '../lib/dates.ts';
import type { Leased } from './lease-deliveries.ts';
import { judge, type Verdict } from './outcome.ts';
import { call, getsThrough, type Sending } from './sending.ts';
import { restForTheMonth, USED_UP } from './used-up.ts';

/** What is written down about a leased message. */
export type Ending =
  | Verdict
  | { state: 'skipped'; reason: string }
  | { state: 'waiting'; until: Date; doubtful: boolean; reason: string | null };

/** Sends one leased message, if it still may be sent at this very moment. */
export async function deliver(sending: Sending, leased: Leased): Promise<Ending> {
  const { channel, hold } = sending;
  const { doubtful, forgotten, address, messages } = leased;
  const held = heldBack(sending, leased);
  if (held) return held;
  // An attempt whose end nobody saw: its process died, or its answer was lost too long ago.
  const repeatable = channel.abilities.idempotent ? !forgotten : leased.class !== 'marketing';
  if (doubtful && !repeatable) return { state: 'unknown', reason: 'the end of an earlier attempt is not known' };

  const calls = channel.abilities.many > 1 ? 1 : messages.length;
  const urgent = leased.class !== 'marketing';
  const sent = await call(sending, urgent, calls, () => channel.send(address, messages, leased.id));
  if (!sent) return { state: 'waiting', afterMs: hold.blockedMs(), counted: false, doubtful, reason: 'not tried' };
  if (sent.outcome === 'used-up') {
    await restForTheMonth(sending);
    return { state: 'waiting', until: leased.runAt, doubtful, reason: sent.reason };
  }
  return judge(leased, sent, channel.abilities, getsThrough(sending));
}

function heldBack(
  { app, month }: Sending,
  { class: kind, expiresAt, consents, zone, doubtful }: Leased,
): Ending | undefined {
  const now = app.clock.now();
  // Who may have been told already is not among those who were not.
  const skip = (reason: string): Ending => ({ state: doubtful ? 'unknown' : 'skipped', reason });
  if (expiresAt && expiresAt <= now) return skip(month.tryAgainAt ? USED_UP : 'too late');
  if (kind !== 'marketing') return undefined;
  if (consents === false) return skip('opted out');
  const until = outOfQuietHours(now, zone ?? app.shop.zone);
  return until > now ? { state: 'waiting', until, doubtful, reason: null } : undefined;
}
