import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { App } from '../app.ts';
import { gather } from '../lib/gather.ts';
import type { Actor } from '../staff/actor.ts';
import { refuseWhilePaused } from '../staff/wrong-code.ts';
import { asksAgain } from '../transaction.ts';
import { judge, refuseBeforeLooking } from './check.ts';
import { lookStatement, readLook, sought } from './look-at-counter.ts';
import type { RedeemWhat } from './redeem.ts';
import { type Asked, type Outcome, readRedeemed, redeemBatch } from './redeem-batch.ts';
import { askFor, type Redeemed, workOut } from './work-out.ts';

const MOST = 32;
// While one batch is being written, the next is looked at and worked out.
const ABREAST = 3;
const WORTH = 8;
const TRIES = 4;

/** One redemption that is asked for, and the line of chat that asks, if one does. */
export interface RedeemAsk {
  by: Actor;
  what: RedeemWhat;
  event?: { channel: string; id: string; address: string };
  /** What the event is answered, as it is kept; undefined leaves the redemption to the ordinary way. */
  answer?(redeemed: Redeemed): object | undefined;
}

export interface Redemptions {
  /**
   * One redemption, durable when it resolves. Undefined when it is no plain success: then nothing was written, and the
   * ordinary way does it or says why not.
   */
  redeem(ask: RedeemAsk): Promise<{ redeemed: Redeemed; key?: string } | undefined>;
}

type House = Pick<App, 'clock' | 'shop'> & { pool: Pick<pg.Pool, 'query'> };
type Planned = { redeemed: Redeemed; asked: Asked } | undefined;

/**
 * The counter in a rush: redemptions gather while others are on their way, and share one look and one statement. What
 * they share besides is a commit: alone each would wait for the disk. The rules are those of `redeemCoupon`.
 */
export function gatherRedemptions({ clock, shop, pool }: House): Redemptions {
  /** One look at all coupons; what can be redeemed at this instant is worked out. */
  async function plan(asks: RedeemAsk[], now: Date): Promise<Planned[]> {
    const at = { now, shop };
    const wanted = asks.map(({ by, what }) =>
      orNot(() => {
        refuseBeforeLooking(by, what);
        refuseWhilePaused(at, by);
        return sought(shop, what);
      }),
    );
    const all = wanted.filter((one) => one !== undefined);
    if (all.length === 0) return asks.map(() => undefined);
    const found = readLook(shop, all, (await pool.query(lookStatement(all))).rows);
    let next = 0;
    return asks.map(({ by, what, event, answer }, place) => {
      const coupon = wanted[place] && found[next++];
      if (!coupon) return undefined;
      return orNot(() => {
        const redeemed = workOut(at, judge(at, by, what, coupon), what.amountMinor);
        const asked = askFor(at, by, what.method, redeemed);
        if (!event) return { redeemed, asked };
        const said = answer?.(redeemed);
        const { id, ...from } = event;
        return (
          said && { redeemed, asked: { ...asked, event: { ...from, event: id, key: randomUUID(), answer: said } } }
        );
      });
    });
  }

  async function write(asks: Asked[], now: Date): Promise<Outcome[]> {
    if (asks.length === 0) return [];
    const statement = redeemBatch({ now, shop }, asks);
    for (let tries = 1; ; tries++) {
      try {
        return readRedeemed((await pool.query(statement)).rows[0], asks.length);
      } catch (error) {
        if (tries === TRIES || !asksAgain(error)) throw error;
      }
    }
  }

  const redeem = gather<RedeemAsk, Awaited<ReturnType<Redemptions['redeem']>>>({
    most: MOST,
    abreast: ABREAST,
    worth: WORTH,
    async write(asks) {
      const now = clock.now();
      const planned = await plan(asks, now);
      const outcomes = await write(
        planned.flatMap((one) => one?.asked ?? []),
        now,
      );
      let next = 0;
      return planned.map((one) => {
        if (!one || outcomes[next++] !== 'redeemed') return undefined;
        const { redeemed, asked } = one;
        return asked.event ? { redeemed, key: asked.event.key } : { redeemed };
      });
    },
  });
  return { redeem };
}

/** A no, or a bug in one of many, is the ordinary way's to tell. */
function orNot<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
