import type { Connection } from '../../adapters/postgres/index.ts';
import type { Inbound } from '../../src/chat/channel.ts';
import { openHear } from '../../src/chat/hear.ts';
import { openRush } from '../../src/commands/rush.ts';
import { readConfig } from '../../src/config.ts';
import { claimCoupon } from '../../src/coupons/claim-coupon.ts';
import { findClaimable } from '../../src/coupons/claimable.ts';
import { gatherClaims } from '../../src/coupons/gather-claims.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { undoRedemption } from '../../src/coupons/undo.ts';
import { openApp } from '../../src/main/open-app.ts';
import { earnPoints } from '../../src/points/earn.ts';
import { expirePoints } from '../../src/points/expire.ts';
import { spendPoints } from '../../src/points/spend.ts';
import { Refusal } from '../../src/refusal.ts';
import { inTransaction, isWeather, type Tx } from '../../src/transaction.ts';
import { eager } from './eager.ts';
import { APP_KEY } from './people.ts';

/*
 * A process with the house in it. It is told by messages what to do and answers each; it may be killed at any moment.
 */

export interface Orders {
  connection: Connection;
  settings?: Record<string, string>;
  /** A planted fault: answers are given before they are durable. */
  early?: boolean;
  /** Says nothing when it ends for want of a database. */
  quiet?: boolean;
}
export interface Ops {
  hear: Inbound;
  claim: { customerId: string; campaignId: string };
  redeem: { couponId: string; amountMinor?: number };
  undo: { redemptionId: string };
  earn: { customerId: string; points: number; source: string };
  spend: { customerId: string; points: number; source: string };
  expire: { aheadMs: number };
}
export interface Answers {
  hear: { text: string; says: string[]; again: boolean; code?: string };
  claim: { couponId: string };
  redeem: { redemptionId: string };
  undo: { taken: number };
  earn: { earned: boolean };
  spend: { balance: number };
  expire: { points: number };
}
export type Op = keyof Ops;
export type Asked = { ready: true } | { id: number; result: unknown };

const by = { kind: 'operator' } as const;
const log = { info: () => undefined, warn: () => undefined, error: (facts: object) => tell(facts) };

process.once('message', (orders: Orders) => void serve(orders));
process.on('disconnect', () => process.exit(0));

async function serve({ connection, settings = {}, early }: Orders): Promise<void> {
  const clock = { now: () => new Date() };
  const config = readConfig({ ...settings }, '/nowhere/.env');
  const { app, hear: honest } = await openApp(config, Buffer.from(APP_KEY, 'hex'), connection, log, clock);
  const hear = early
    ? openHear(app, { claim: openRush(app, gatherClaims({ ...app, pool: eager(app.pool) })) })
    : honest;
  const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(app, work);

  const ops: { [O in Op]: (what: Ops[O]) => Promise<Answers[O]> } = {
    async hear(inbound) {
      const heard = await hear(inbound);
      void heard.answered();
      const code = heard.messages.find((message) => message.code)?.code?.text;
      const says = heard.messages.flatMap(({ buttons = [] }) =>
        buttons.flatMap((one) => ('says' in one ? one.says : [])),
      );
      const text = heard.messages.map(({ title = '', text }) => `${title}\n${text}`).join('\n');
      return { text, says, again: heard.again, ...(code ? { code } : {}) };
    },
    claim: ({ customerId, campaignId }) =>
      run(async (tx) => {
        const claimable = (await findClaimable(tx.db, campaignId))!;
        return { couponId: await claimCoupon(tx, customerId, claimable, 'terminal', 'en') };
      }),
    redeem: (what) => run(async (tx) => ({ redemptionId: (await redeemCoupon(tx, by, what)).redemptionId })),
    undo: (what) => run(async (tx) => ({ taken: (await undoRedemption(tx, by, { ...what, reason: 'proof' })).taken })),
    earn: (what) => run(async (tx) => ({ earned: (await earnPoints(tx, { ...what, reason: 'grant' })).earned })),
    spend: (what) => run(async (tx) => ({ balance: (await spendPoints(tx, by, what)).balance })),
    expire: ({ aheadMs }) =>
      run(async (tx) => ({
        points: (await expirePoints({ ...tx, now: new Date(tx.now.getTime() + aheadMs) })).points,
      })),
  };

  process.on('message', ({ id, op, what }: { id: number; op: Op; what: never }) => {
    ops[op](what)
      .then((done): unknown => ({ done }))
      .catch((error: unknown) => {
        if (error instanceof Refusal) return { refused: error.code };
        return isWeather(error) ? { unknown: String(error) } : { bug: String((error as Error)?.stack ?? error) };
      })
      .then((result) => process.send?.({ id, result }));
  });
  process.send?.({ ready: true });
}

function tell(facts: object): void {
  process.stderr.write(`${JSON.stringify(facts)}\n`);
}
