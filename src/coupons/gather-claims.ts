import type pg from 'pg';
import type { App } from '../app.ts';
import { type Ask, type Claimed, claimBatch, readBatch } from './claim-batch.ts';
import type { Claimable } from './claimable.ts';

const MOST = 1_000;

interface Waiting extends Ask {
  resolve(claimed: Claimed): void;
  reject(error: unknown): void;
}

interface Queue {
  claimable: Claimable;
  channel: string;
  waiting: Waiting[];
  inFlight: boolean;
}

export interface Claims {
  /** One claim, durable when it resolves. Rejects with the weather, or with a refusal of the campaign as a whole. */
  claim(claimable: Claimable, channel: string, ask: Ask): Promise<Claimed>;
}

/**
 * The hot path. Claims of a campaign gather while a batch of it is in flight, without a timer, and are written by one
 * exact statement; two processes on one database lose nothing, because the campaign's row lock orders their batches.
 * Every promise is kept by the database; this file only keeps it from being asked too often.
 */
export function gatherClaims(app: Pick<App, 'clock' | 'shop'> & { pool: Pick<pg.Pool, 'query'> }): Claims {
  const queues = new Map<string, Queue>();

  async function flush(key: string, queue: Queue): Promise<void> {
    queue.inFlight = true;
    while (queue.waiting.length > 0) {
      const batch = queue.waiting.splice(0, MOST);
      try {
        const { grants, ...statement } = claimBatch(
          app.shop.codes,
          queue.claimable,
          queue.channel,
          batch,
          app.clock.now(),
        );
        const answer = await app.pool.query(statement);
        const claimed = readBatch(answer.rows[0], grants);
        batch.forEach((one, at) => {
          one.resolve(claimed[at]!);
        });
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    queue.inFlight = false;
    queues.delete(key);
  }

  return {
    claim(claimable, channel, ask) {
      const { id, version } = claimable.campaign;
      const key = `${id}:${version}:${channel}`;
      return new Promise<Claimed>((resolve, reject) => {
        let queue = queues.get(key);
        if (!queue) {
          queue = { claimable, channel, waiting: [], inFlight: false };
          queues.set(key, queue);
        }
        queue.waiting.push({ ...ask, resolve, reject });
        if (!queue.inFlight) void flush(key, queue);
      });
    },
  };
}
