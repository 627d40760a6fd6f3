import type { App } from '../app.ts';
import { sendBroadcasts } from '../broadcasts/send-broadcasts.ts';
import { tellProgress } from '../broadcasts/tell-progress.ts';
import type { Channel } from '../chat/channel.ts';
import { drainDeliveries } from './drain-deliveries.ts';
import { type Hold, holdSender } from './hold-sender.ts';
import type { Month } from './month.ts';
import { openNap } from './nap.ts';
import { noteAbilities } from './note-abilities.ts';
import { openPace } from './pace.ts';
import { pause, type Sending } from './sending.ts';

export interface Sender {
  /** True while this process is the one that sends for the account. */
  holds(): boolean;
  /** True while the platform takes no more messages of this account this month. */
  usedUp(): boolean;
  /** There is something to send: it looks at once, not only when it would have. */
  wake(): void;
  /** Begins nothing new, waits for what is on its way, and lets another process take over at once. */
  close(): Promise<void>;
}

const TRY_MS = 1_000;
const CLOSE_MS = 10_000;

/**
 * Sends for one channel for as long as the process lives; over all processes one of them does at a time. `progressMs` is
 * how often whoever started a broadcast is told how far it is.
 */
export function runSender(app: App, channel: Channel, progressMs?: number): Sender {
  let closing = false;
  let noted = false;
  let hold: Hold | undefined;
  const pace = openPace(channel.abilities.pace);
  const nap = openNap();
  const month: Month = { tryAgainAt: undefined };

  async function run(): Promise<void> {
    while (!closing) {
      try {
        if (!noted) await noteAbilities(app, channel);
        noted = true;
        hold = await holdSender(app.pool, channel.name);
        if (hold) await send(hold);
      } catch (error) {
        app.log.warn({ channel: channel.name, error: String(error) }, 'The sender waits for the database');
      }
      hold = undefined;
      if (!closing) await nap.sleep(TRY_MS);
    }
  }

  async function send(mine: Hold): Promise<void> {
    app.log.info({ channel: channel.name, token: mine.token }, 'This process sends for the channel');
    const over = () => closing || !mine.held();
    const luck = { sentAt: Number.NEGATIVE_INFINITY };
    month.tryAgainAt = undefined;
    const sending: Sending = { app, channel, hold: mine, pace, nap, over, luck, month };
    try {
      await Promise.all([drainDeliveries(sending), sendBroadcasts(sending), tellProgress(sending, progressMs)]);
    } finally {
      await mine.release();
    }
  }

  const running = run();
  return {
    holds: () => hold?.held() ?? false,
    usedUp: () => (hold?.held() ?? false) && month.tryAgainAt !== undefined,
    wake: nap.wake,
    async close() {
      closing = true;
      nap.wake();
      await Promise.race([running, pause(CLOSE_MS)]);
    },
  };
}
