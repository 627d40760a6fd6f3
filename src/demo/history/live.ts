import { inLanguage } from '../../campaigns/terms.ts';
import { discountOf, needsAmount } from '../../coupons/discount-of.ts';
import { claim, holds } from './claim.ts';
import { idAt } from './ids.ts';
import type { Counter, Floor, PastCoupon, Regular } from './past.ts';
import type { Visit } from './visits.ts';
import type { Order } from './write-purchases.ts';

const MINUTE = 60_000;
/** How often a coupon is used that could be. */
const USED = 0.6;
const UNDONE = 0.04;
const REFUNDED = 0.012;
const SPENT = 0.06;
const SPEND_POINTS = 300;

/** One visit: perhaps a coupon is claimed before it and one is used, then it is paid, and seldom given back. */
export function comeIn(floor: Floor, guest: Regular, visit: Visit, at: Date): void {
  const { random } = floor;
  claim(floor, guest, at);
  const { storeId, staffId } = floor.counters[random.chance(0.85) ? guest.store : random.whole(floor.counters.length)]!;
  const order = ring(floor, guest, visit, at, { storeId, staffId });
  const coupon = usable(guest.coupons, order, at);
  if (coupon && random.chance(USED)) use(floor, guest, coupon, order);
  else pay(floor, guest, order);
  if (guest.account.balance >= 2 * SPEND_POINTS && random.chance(SPENT)) {
    const then = new Date(at.getTime() + 60 * MINUTE);
    guest.account.spend(SPEND_POINTS, `spend:demo:${order.orderNo}`, then);
  }
}

function usable(coupons: PastCoupon[], { amountMinor }: Order, at: Date): PastCoupon | undefined {
  return coupons.find(
    ({ state, validUntil, claimedAt, of: { terms } }) =>
      holds({ state, validUntil }, at) && claimedAt < at && (terms.minimumMinor ?? 0) <= amountMinor,
  );
}

/** What the till writes down. */
function ring({ random, money, past }: Floor, guest: Regular, visit: Visit, at: Date, where: Counter): Order {
  const lines = visit.items.map(({ product, quantity }) => ({
    ...{ product: product.name, category: product.category, quantity },
    ...{ amountMinor: money(product.price) * quantity, refundedMinor: 0 },
  }));
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  return {
    ...{ id: idAt(at.getTime(), random), customerId: guest.customerId, ...where, source: 'till' },
    ...{
      orderNo: String(10_000 + past.orders.length),
      amountMinor,
      paidMinor: amountMinor,
      refundedMinor: 0,
      points: 0,
    },
    ...{ at, voidedAt: null, channel: random.chance(0.12) ? 'delivery' : 'counter', lines },
  };
}

function pay(floor: Floor, guest: Regular, order: Order): void {
  order.points = floor.pointsFor(order.paidMinor);
  floor.past.orders.push({ ...order, staffId: null });
  if (order.points > 0) guest.account.earn(order.points, 'purchase', `purchase:${order.id}`, order.at);
  if (floor.random.chance(REFUNDED)) giveBack(floor, guest, floor.past.orders.at(-1)!);
}

/** At the counter: what needs the amount, or is given it, makes the order itself; beside the rest the till makes one. */
function use(floor: Floor, guest: Regular, coupon: PastCoupon, order: Order): void {
  if (floor.random.chance(UNDONE)) {
    const mistake = redeem(floor, guest, coupon, { ...order, at: new Date(order.at.getTime() - 4 * MINUTE) });
    undo(floor, guest, coupon, mistake);
  }
  const { purchase } = redeem(floor, guest, coupon, order);
  if (!purchase) pay(floor, guest, order);
}

function redeem({ random, past, pointsFor, language }: Floor, guest: Regular, coupon: PastCoupon, order: Order) {
  const { terms } = coupon.of;
  const id = idAt(order.at.getTime() + 1, random);
  const withOrder = needsAmount(terms) || terms.kind === 'amount';
  const discountMinor = discountOf(terms, withOrder ? order.amountMinor : undefined);
  const paidMinor = order.amountMinor - discountMinor;
  const earned = withOrder ? pointsFor(paidMinor) : 0;
  // The counter knows an amount, not what was on the tray.
  const purchase: Order | undefined = withOrder
    ? {
        ...{ ...order, id: idAt(order.at.getTime() + 1, random), source: 'redemption', orderNo: id, paidMinor },
        ...{ points: earned, channel: null, lines: [] },
      }
    : undefined;
  if (purchase) past.orders.push(purchase);
  coupon.state = 'redeemed';
  const redemption = {
    ...{ id, couponId: coupon.id, campaignId: coupon.campaignId, customerId: guest.customerId },
    ...{
      staffId: order.staffId!,
      storeId: order.storeId!,
      orderMinor: withOrder ? order.amountMinor : null,
      discountMinor,
    },
    gift: terms.kind === 'gift' ? inLanguage(terms.gift, language, language) : null,
    ...{ points: terms.points ?? 0, purchaseId: purchase?.id ?? null, at: order.at },
    ...{ undoneAt: null as Date | null, undoneBy: null as string | null, undoReason: null as string | null },
  };
  past.redemptions.push(redemption);
  if (redemption.points > 0) guest.account.earn(redemption.points, 'coupon', `coupon:${id}`, order.at);
  if (earned > 0) guest.account.earn(earned, 'purchase', `purchase:redemption:${id}`, order.at);
  return { redemption, purchase };
}

function undo(
  { random }: Floor,
  guest: Regular,
  coupon: PastCoupon,
  { redemption, purchase }: ReturnType<typeof redeem>,
): void {
  const at = new Date(redemption.at.getTime() + 2 * MINUTE);
  const reason = random.pick(['wrong amount', 'wrong coupon', 'the guest changed their mind']);
  Object.assign(redemption, { undoneAt: at, undoneBy: redemption.staffId, undoReason: reason });
  if (purchase) purchase.voidedAt = at;
  coupon.state = 'issued';
  const earnings = [`coupon:${redemption.id}`, `purchase:redemption:${redemption.id}`];
  guest.account.takeBack(earnings, `undo:${redemption.id}`, at);
}

/** A line that was not right, or all of it; the points go down to what the rest gives. */
function giveBack({ random, past, pointsFor }: Floor, guest: Regular, order: Order): void {
  const at = new Date(order.at.getTime() + (5 + random.whole(50)) * MINUTE);
  const back = order.lines.length > 1 && random.chance(0.7) ? [random.pick(order.lines)] : order.lines;
  for (const line of back) line.refundedMinor = line.amountMinor;
  const amountMinor = back.reduce((sum, line) => sum + line.amountMinor, 0);
  order.refundedMinor = amountMinor;
  const id = idAt(at.getTime(), random);
  const points = order.points - pointsFor(order.paidMinor - amountMinor);
  const owed = points > 0 ? guest.account.takeBack([`purchase:${order.id}`], `refund:${id}`, at, points) : 0;
  past.refunds.push({
    ...{ id, source: order.source, refundNo: `R${order.orderNo}`, orderNo: order.orderNo, amountMinor, at },
    lines: back.map(({ product, amountMinor }) => ({ product, amountMinor })),
    reason: random.pick(['made wrongly', 'sold out after all', 'not fresh']),
    ...{ purchaseId: order.id, points, owed },
  });
}
