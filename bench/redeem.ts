import { Staff } from '../entities/staff.ts';
import { type Claims, gatherClaims } from '../src/coupons/gather-claims.ts';
import { redeemCoupon } from '../src/coupons/redeem.ts';
import type { Actor } from '../src/staff/actor.ts';
import { createStore } from '../src/stores/create-store.ts';
import { inTransaction } from '../src/transaction.ts';
import type { Bench, Told } from './figure.ts';
import { clock, type Ground, openGround } from './ground.ts';
import { brief, callers, inTurn, told } from './measure.ts';
import { CLIENTS, oneRow } from './one-row.ts';

export const redeem: Bench = {
  name: 'redeem',
  about: 'A redemption by code: coupon, redemption and receipt in one transaction, and with purchase and points',
  async run({ short }) {
    const ground = await openGround();
    try {
      const ms = short ? 150 : 2_000;
      const one = oneRow(ground.clients(CLIENTS));
      const coupons = await issued(ground, gatherClaims(ground.app), short ? 2_000 : 60_000);
      const by = await clerks(ground);
      const redeemOne = (what: { amountMinor?: number }) => async (caller: number) => {
        const code = ground.app.shop.codes.codeOf(coupons.pop()!);
        await inTransaction(ground.app, (tx) => redeemCoupon(tx, by[caller % by.length]!, { code, ...what }));
      };
      await callers(CLIENTS, ms / 2, redeemOne({}));
      const figures: Told[] = [];
      for (const [what, with_] of [
        [{}, ''],
        [{ amountMinor: 12_000 }, ' with order amount, purchase and points'],
      ] as const) {
        const { ours, reference, ratio } = await inTurn(
          short ? 1 : 5,
          async () => (await callers(CLIENTS, ms, redeemOne(what))).perSecond,
          async () => (await callers(CLIENTS, ms, one)).perSecond,
        );
        figures.push({
          name: `redemptions${with_} ÷ one-row commits`,
          value: ratio.median,
          unit: '×',
          better: 'higher',
          floor: 0.35,
          goal: 0.5,
          reference: `${CLIENTS} clients that each commit one row of coupon (${brief(reference.median)}/s here)`,
          detail: `${told(ratio)}, ${brief(ours.median)} redemptions/s by ${CLIENTS} callers`,
        });
      }
      return figures;
    } finally {
      await ground.end();
    }
  },
};

async function issued(ground: Ground, gathered: Claims, count: number): Promise<string[]> {
  const claimable = await ground.campaign();
  const people = await ground.people(count);
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1_000) {
    const part = people.slice(at, at + 1_000);
    const all = await Promise.all(part.map((customerId) => gathered.claim(claimable, 'bench', { customerId })));
    ids.push(...all.map(({ couponId }) => couponId!));
  }
  return ids;
}

async function clerks(ground: Ground): Promise<Actor[]> {
  const operator: Actor = { kind: 'operator' };
  const store = await inTransaction(ground.app, (tx) => createStore(tx, operator, { name: 'Station' }));
  const people = await ground.people(8, 'counter');
  const staff: Actor[] = [];
  for (const customerId of people) {
    const { rows } = await ground.app.pool.query(
      `insert into staff (customer_id, role, store_id, at_store_id, created_at) values ($1, 'clerk', $2, $2, $3) returning id`,
      [customerId, store.id, clock.now()],
    );
    const found = await ground.app.database.manager.findOneByOrFail(Staff, { id: rows[0].id });
    staff.push({ kind: 'staff', staff: found });
  }
  return staff;
}
