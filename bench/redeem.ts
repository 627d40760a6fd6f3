import { Staff } from '../entities/staff.ts';
import { type Claims, gatherClaims } from '../src/coupons/gather-claims.ts';
import { redeemCoupon } from '../src/coupons/redeem.ts';
import { newId } from '../src/lib/ids.ts';
import type { Actor } from '../src/staff/actor.ts';
import { createStore } from '../src/stores/create-store.ts';
import { inTransaction } from '../src/transaction.ts';
import type { Bench, Told } from './figure.ts';
import { clock, type Ground, openGround } from './ground.ts';
import { brief, callers, inTurn, told } from './measure.ts';
import { CLIENTS, oneRow } from './one-row.ts';

const CHANNEL = 'counter';
const AMOUNT = 12_000;

interface Clerk {
  address: string;
  by: Actor;
}
type Redeem = (clerk: Clerk, code: string, amountMinor: number | undefined) => Promise<unknown>;

export const redeem: Bench = {
  name: 'redeem',
  about:
    'A redemption as staff say it in chat: event, coupon, redemption, receipt and answer, with purchase and points',
  async run({ short }) {
    const ground = await openGround();
    try {
      const ms = short ? 150 : 2_000;
      const one = oneRow(ground.clients(CLIENTS));
      const gathered = gatherClaims(ground.app);
      const coupons: string[] = [];
      // As many as a fast machine redeems in a turn, issued before it begins.
      const stock = async () => {
        const enough = short ? 2_000 : 24_000;
        if (coupons.length < enough) coupons.push(...(await issued(ground, gathered, enough)));
      };
      const staff = await clerks(ground);
      const inChat: Redeem = async ({ address }, code, amountMinor) => {
        const id = newId(clock.now().getTime());
        const amount = amountMinor === undefined ? '' : ` ${amountMinor / 100}`;
        const { messages } = await ground.hear({
          id,
          channel: CHANNEL,
          from: address,
          text: `/redeem ${code}${amount}`,
        });
        if (!messages[0]?.buttons?.some((button) => 'says' in button && button.says.startsWith('/undo '))) {
          throw new Error(`not redeemed: ${messages[0]?.text}`);
        }
      };
      const alone: Redeem = ({ by }, code, amountMinor) =>
        inTransaction(ground.app, (tx) => redeemCoupon(tx, by, { code, amountMinor }));
      const redeemOne = (way: Redeem, amount?: number) => (caller: number) =>
        way(staff[caller]!, ground.app.shop.codes.codeOf(coupons.pop()!), amount);

      await stock();
      await callers(CLIENTS, ms / 2, redeemOne(inChat));
      const figures: Told[] = [];
      const measure = async (name: string, way: Redeem, amount: number | undefined, wanted: Partial<Told>) => {
        const { ours, reference, ratio } = await inTurn(
          short ? 1 : 5,
          async () => {
            await stock();
            return (await callers(CLIENTS, ms, redeemOne(way, amount))).perSecond;
          },
          async () => (await callers(CLIENTS, ms, one)).perSecond,
        );
        figures.push({
          name: `${name} ÷ one-row commits`,
          value: ratio.median,
          unit: '×',
          better: 'higher',
          floor: null,
          goal: null,
          ...wanted,
          reference: `${CLIENTS} clients that each commit one row of coupon (${brief(reference.median)}/s here)`,
          detail: `${told(ratio)}, ${brief(ours.median)} redemptions/s by ${CLIENTS} callers`,
        });
      };
      const wanted = { floor: 0.35, goal: 0.5 };
      await measure('redemptions in chat', inChat, undefined, wanted);
      await measure('redemptions in chat with order amount, purchase and points', inChat, AMOUNT, wanted);
      await measure('redemptions each in a transaction of its own', alone, AMOUNT, {});
      return figures;
    } finally {
      await ground.end();
    }
  },
};

/** Coupons that people on that channel hold, by their ids. */
export async function issued(ground: Ground, gathered: Claims, count: number, channel?: string): Promise<string[]> {
  const claimable = await ground.campaign();
  const people = await ground.people(count, channel);
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1_000) {
    const part = people.slice(at, at + 1_000);
    const all = await Promise.all(part.map((customerId) => gathered.claim(claimable, 'bench', { customerId })));
    ids.push(...all.map(({ couponId }) => couponId!));
  }
  return ids;
}

/** One for each caller: a member of staff says one thing at a time. */
export async function clerks({ app, people }: Ground): Promise<Clerk[]> {
  const operator: Actor = { kind: 'operator' };
  const store = await inTransaction(app, (tx) => createStore(tx, operator, { name: 'Station' }));
  const all: Clerk[] = [];
  for (const customerId of await people(CLIENTS, CHANNEL)) {
    const { rows } = await app.pool.query(
      `insert into staff (customer_id, role, store_id, at_store_id, created_at) values ($1, 'clerk', $2, $2, $3)
       returning id, (select address from identity where customer_id = $1)`,
      [customerId, store.id, clock.now()],
    );
    const staff = await app.database.manager.findOneByOrFail(Staff, { id: rows[0].id });
    all.push({ address: rows[0].address, by: { kind: 'staff', staff } });
  }
  return all;
}
