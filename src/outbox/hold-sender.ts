import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Being the one sender of a bot account, over all processes. */
export interface Hold {
  /** The fencing token: every write of a sender asks whether it is still the newest. */
  readonly token: string;
  /** False as soon as another process may have become the sender; nothing may be sent any more then. */
  held(): boolean;
  /** Milliseconds for which the platform wants to hear nothing of this account. */
  blockedMs(): number;
  /** Keeps every process quiet towards the platform for that long. */
  block(ms: number): Promise<void>;
  release(): Promise<void>;
}

// The database's clock decides; a process only ever gives up earlier, by its own monotonic one.
const LEASE_MS = 10_000;
const RENEW_MS = 2_500;
const GIVE_UP_MS = 8_000;

/** Takes the lease of a channel's account; undefined while another process holds it. */
export async function holdSender(pool: pg.Pool, channel: string): Promise<Hold | undefined> {
  let fresh = performance.now();
  let blockedUntil = 0;
  let lost = false;
  await pool.query('insert into sender (channel) values ($1) on conflict do nothing', [channel]);
  const taken = await pool.query(
    `update sender set holder = $2, token = token + 1, lease_until = clock_timestamp() + $3 * interval '1 ms'
     where channel = $1 and lease_until < clock_timestamp() returning token, ${WAIT}`,
    [channel, randomUUID(), LEASE_MS],
  );
  if (taken.rows.length === 0) return undefined;
  const token = taken.rows[0].token as string;
  const hear = (wait: number) => {
    blockedUntil = Math.max(blockedUntil, performance.now() + wait);
  };
  hear(taken.rows[0].wait);

  const renew = async () => {
    const asked = performance.now();
    const { rows } = await pool.query(
      `update sender set lease_until = clock_timestamp() + $3 * interval '1 ms'
       where channel = $1 and token = $2 and lease_until > clock_timestamp() returning ${WAIT}`,
      [channel, token, LEASE_MS],
    );
    if (rows.length === 0) {
      lost = true;
      return;
    }
    fresh = asked;
    hear(rows[0].wait);
  };
  const timer = setInterval(() => void renew().catch(() => undefined), RENEW_MS);
  timer.unref();

  return {
    token,
    held: () => !lost && performance.now() - fresh < GIVE_UP_MS,
    blockedMs: () => Math.max(0, blockedUntil - performance.now()),
    async block(ms) {
      hear(ms);
      await pool.query(
        `update sender set blocked_until = greatest(blocked_until, clock_timestamp() + $3 * interval '1 ms')
         where channel = $1 and token = $2`,
        [channel, token, Math.ceil(ms)],
      );
    },
    async release() {
      clearInterval(timer);
      if (lost) return;
      lost = true;
      await pool.query(`update sender set lease_until = '-infinity' where channel = $1 and token = $2`, [
        channel,
        token,
      ]);
    },
  };
}

const WAIT = `greatest(0, extract(epoch from greatest(blocked_until, 'epoch') - clock_timestamp()) * 1000)::float8 as wait`;
