import type pg from 'pg';
import type { App } from '../app.ts';
import { gather } from '../lib/gather.ts';
import { asksAgain } from '../transaction.ts';
import { type Ask, type Claimed, claimBatch, readBatch } from './claim-batch.ts';
import { type Claimable, refuseClosed } from './claimable.ts';
import { type HeardAsk, refuseClaims } from './refuse-claims.ts';
import { rememberSoldOut } from './sold-out.ts';

const MOST = 1_000;
// While one batch is in the database, the next is made ready and waits for the campaign's row.
const ABREAST = 2;
const WORTH = 200;

export interface Claims {
  /** One claim, durable when it resolves. Rejects with the weather, or with a refusal of the campaign as a whole. */
  claim(claimable: Claimable, channel: string, ask: Ask): Promise<Claimed>;
}

type House = Pick<App, 'clock' | 'shop'> & { pool: Pick<pg.Pool, 'query'> };

/**
 * The hot path. Claims of a campaign gather while batches of it are in flight, and are written by one exact statement
 * each; two processes on one database lose nothing, because the campaign's row lock orders their batches. Every promise
 * is kept by the database; this file only keeps it from being asked too often.
 */
export function gatherClaims(house: House): Claims {
  const soldOut = rememberSoldOut(house.pool);
  const queues = new Map<string, Queue>();

  async function write(claimable: Claimable, channel: string, asks: Ask[]): Promise<Claimed[]> {
    const { grants, ...statement } = claimBatch(house.shop.codes, claimable, channel, asks, house.clock.now());
    // One batch of many people must not fail for two events that waited for each other.
    const answer = await house.pool.query(statement).catch((error: unknown) => {
      if (!asksAgain(error)) throw error;
      return house.pool.query(statement);
    });
    const claimed = readBatch(answer.rows[0], grants);
    const { id } = claimable.campaign;
    if (claimed.some(({ outcome }) => outcome === 'gone')) await soldOut.note(id);
    else if (claimed.some(({ outcome }) => outcome === 'won' || outcome === 'stale')) soldOut.forget(id);
    return claimed;
  }

  function open(key: string, claimable: Claimable, channel: string): Queue {
    const { id } = claimable.campaign;
    const idle = () => queues.delete(key);
    const claim = gather<Ask, Claimed>({
      most: MOST,
      abreast: ABREAST,
      worth: WORTH,
      idle,
      write: (asks) => write(claimable, channel, asks),
    });
    const refuse = gather<HeardAsk, Claimed | undefined>({
      most: MOST,
      idle,
      write: (asks) => refuseClaims(house.pool, id, channel, asks, house.clock.now()),
    });
    return { claim, refuse };
  }

  async function turnAway(queue: Queue, claimable: Claimable, ask: Ask): Promise<Claimed> {
    // A campaign that is over says so.
    refuseClosed(claimable.campaign, house.clock.now());
    if (!ask.event) return { outcome: 'gone', couponId: null };
    return (await queue.refuse({ ...ask, event: ask.event })) ?? queue.claim(ask);
  }

  return {
    claim(claimable, channel, ask) {
      const { id, version } = claimable.campaign;
      const key = `${id}:${version}:${channel}`;
      let queue = queues.get(key);
      if (!queue) {
        queue = open(key, claimable, channel);
        queues.set(key, queue);
      }
      if (!soldOut.turnsAway(id, ask.customerId)) return queue.claim(ask);
      return turnAway(queue, claimable, ask);
    },
  };
}

interface Queue {
  claim(ask: Ask): Promise<Claimed>;
  refuse(ask: HeardAsk): Promise<Claimed | undefined>;
}
