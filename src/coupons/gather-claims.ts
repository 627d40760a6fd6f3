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
const GONE: Claimed = { outcome: 'gone', couponId: null };

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
  const queues = new WeakMap<Claimable, Map<string, (ask: Ask) => Promise<Claimed>>>();

  /** What gathers for one campaign, as it was read, on one channel. */
  function queueOf(claimable: Claimable, channel: string): (ask: Ask) => Promise<Claimed> {
    const ofChannels = queues.get(claimable) ?? new Map<string, (ask: Ask) => Promise<Claimed>>();
    queues.set(claimable, ofChannels);
    const batch = (asks: Ask[]) => write(claimable, channel, asks);
    const queue = gather<Ask, Claimed>({ most: MOST, abreast: ABREAST, worth: WORTH, write: batch });
    ofChannels.set(channel, queue);
    return queue;
  }

  async function write(claimable: Claimable, channel: string, asks: Ask[]): Promise<Claimed[]> {
    const refused = await turnAway(claimable, channel, asks);
    const left = refused ? asks.filter((_, at) => !refused[at]) : asks;
    const claimed = left.length > 0 ? await ask(claimable, channel, left) : [];
    if (!refused) return claimed;
    let next = 0;
    return refused.map((answer) => answer ?? claimed[next++]!);
  }

  /** Those who come too late, as far as this process knows; undefined stands for the others. */
  async function turnAway(claimable: Claimable, channel: string, asks: Ask[]) {
    const { campaign } = claimable;
    const late = asks.map(({ customerId }) => soldOut.turnsAway(campaign.id, customerId));
    if (!late.includes(true)) return undefined;
    // A campaign that is over says so.
    refuseClosed(campaign, house.clock.now());
    const recorded = asks.filter((one, at): one is HeardAsk => late[at]! && one.event !== undefined);
    const refused = await refuseClaims(house.pool, campaign.id, channel, recorded, house.clock.now());
    let next = 0;
    return asks.map((one, at): Claimed | undefined => {
      if (!late[at]) return undefined;
      return one.event ? refused[next++] : GONE;
    });
  }

  async function ask(claimable: Claimable, channel: string, asks: Ask[]): Promise<Claimed[]> {
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

  return {
    claim: (claimable, channel, one) => (queues.get(claimable)?.get(channel) ?? queueOf(claimable, channel))(one),
  };
}
