import type { App } from '../app.ts';
import type { Channel, Sent } from '../chat/channel.ts';
import type { Hold } from './hold-sender.ts';
import type { Month } from './month.ts';
import type { Nap } from './nap.ts';
import type { Pace } from './pace.ts';

/** What all sending of one channel shares. */
export interface Sending {
  readonly app: App;
  readonly channel: Channel;
  readonly hold: Hold;
  readonly pace: Pace;
  /** What its loops wait in between two looks; it ends when the sender is over. */
  readonly nap: Nap;
  /** True once nothing new may begin: closing, or another process has become the sender. */
  over(): boolean;
  /** Whether the platform has taken anything of late. */
  readonly luck: { sentAt: number };
  readonly month: Month;
}

/**
 * How old the first attempt may be for a repeat to be recognised (SQL). Platforms with retry keys keep them for 24 hours;
 * an hour less, because what is leased now may be called a while later.
 */
export const SURELY_KNOWN = `interval '23 h'`;

const LATE_MS = 600_000;

/** True while the platform takes messages at all, so that one which fails is to blame itself. */
export const getsThrough = ({ luck }: Sending) => performance.now() - luck.sentAt < LATE_MS;

/**
 * Calls the platform at its pace. Undefined when the call was not made, because the account has to be quiet or the
 * sender is another process by now.
 */
export async function call(
  sending: Sending,
  urgent: boolean,
  calls: number,
  make: () => Promise<Sent>,
): Promise<Sent | undefined> {
  const { hold, app, channel, luck } = sending;
  const landed = await sending.pace.turn(urgent, calls);
  if (sending.over() || !hold.held() || hold.blockedMs() > 0) return undefined;
  let sent: Sent;
  try {
    sent = await make();
  } catch (error) {
    // A bug of the channel's. Nobody knows how far it came.
    app.log.error({ channel: channel.name, error: String(error) }, 'A channel threw while sending');
    sent = { outcome: 'unknown', reason: `bug: ${String(error).slice(0, 200)}` };
  }
  landed();
  if (sent.outcome === 'sent') {
    luck.sentAt = performance.now();
    sending.month.tryAgainAt = undefined;
  }
  if (sent.outcome === 'later' && sent.whole) {
    const { afterMs, reason } = sent;
    app.log.warn({ channel: channel.name, afterMs, reason }, 'The platform asked the whole account to wait');
    await hold.block(afterMs).catch(() => undefined);
  }
  return sent;
}

/** Does something with the database until it is done, through weather, for as long as we are the sender. */
export async function persist<T>(sending: Sending, work: () => Promise<T>): Promise<T | undefined> {
  for (let wait = 100; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      return await work();
    } catch (error) {
      if (!sending.hold.held()) {
        sending.app.log.error(
          { channel: sending.channel.name, error: String(error) },
          'An outcome could not be recorded',
        );
        return undefined;
      }
      sending.app.log.warn(
        { channel: sending.channel.name, error: String(error) },
        'An outcome waits for the database',
      );
      await pause(wait);
    }
  }
}

/** Waits. */
export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
