import { authorise } from '../staff/actor.ts';
import { dayOf, type Here, linesOf, lockOrders, ordersHere } from './compare-orders.ts';
import { Fault } from './fault.ts';
import { type Found, findPeople } from './find-people.ts';
import type { Batch, Faults, Group } from './group.ts';
import { meetStrangers } from './meet-strangers.ts';
import { type Order, readOrder } from './read-order.ts';
import { proofsOf } from './read-who.ts';
import { writeOrders } from './write-orders.ts';

/**
 * Takes a batch of orders: those that are new are recorded, those that are here just so change nothing, and one that is
 * here otherwise is refused, for an order is never changed by a file. Gives what is wrong.
 */
export async function takeOrders(batch: Batch, groups: readonly Group[]): Promise<Faults> {
  const { tx, by, counts, seen } = batch;
  authorise(by, 'record-purchase');
  const faults: Faults = [];
  const read: Order[] = [];
  for (const group of groups) {
    const order = readOrder(batch, group);
    if (Array.isArray(order)) faults.push(...order);
    else read.push(order);
  }
  const refuse = (order: Order, fault: Fault) => void faults.push({ row: order.group.rows[0]!, fault });
  const orders = onceEach(batch, read, refuse);
  if (orders.length === 0) return faults;
  if (!seen) await lockOrders(tx, orders);
  const here = await ordersHere(tx, orders);
  const found = await findPeople(
    tx,
    orders.map(({ who }) => who),
    !seen,
  );
  const fresh: { order: Order; customerId: string | undefined }[] = [];
  orders.forEach((order, at) => {
    const [before, customer] = [here.get(at), found[at]];
    if (customer === 'two') refuse(order, new Fault('phone', 'who-two'));
    else if (!customer && order.who.id) refuse(order, new Fault('customer_id', 'who-unknown'));
    else if (before) compare(batch, order, before, customer, refuse);
    else fresh.push({ order, customerId: customer });
  });
  const owned = await meet(batch, fresh, refuse);
  if (!seen) await writeOrders(batch, owned);
  counts.taken += owned.length;
  counts.amountMinor += owned.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return faults;
}

type Refuse = (order: Order, fault: Fault) => void;

/** An order whose rows stand apart in the file comes twice: the same again is nothing new, another one is refused. */
function onceEach({ tx, counts, seen }: Batch, orders: readonly Order[], refuse: Refuse): Order[] {
  const first = new Map<string, string>();
  return orders.filter((order) => {
    const key = `${order.source}\n${order.orderNo}`;
    const said = [order.amountMinor, dayOf(tx, order), ...proofsOf(order.who)].join('\n');
    const same = `${key}\n${said}\n${linesOf(order.lines)}`;
    const before = first.get(key);
    const again = before ? same === before : seen?.has(`same ${same}`);
    first.set(key, before ?? same);
    const fresh = seen ? seen.add(`order ${key}`) : !before;
    seen?.add(`same ${same}`);
    if (fresh) return true;
    if (again) counts.again++;
    else refuse(order, new Fault('order_no', 'order-twice'));
    return false;
  });
}

/** What is here of somebody else is not told, nor to a row that nobody is known by. */
function compare({ tx, counts }: Batch, order: Order, before: Here, customer: Found, refuse: Refuse): void {
  const lines = linesOf(order.lines);
  const amount = before.amountMinor !== order.amountMinor;
  const product = lines !== '' && before.lines !== lines;
  const day = dayOf(tx, before) !== dayOf(tx, order);
  if (!amount && !product && !day && (!customer || customer === before.customerId)) counts.again++;
  else if (customer !== before.customerId) refuse(order, new Fault('phone', 'order-of-other'));
  else if (amount) refuse(order, new Fault('order_no', 'order-other', { amountMinor: before.amountMinor }));
  else if (product) refuse(order, new Fault('product', 'order-other-lines'));
  else refuse(order, new Fault('at', 'order-other-day'));
}

/** Those who are not known yet become customers; whoever cannot be told from two is refused. */
async function meet(
  batch: Batch,
  fresh: readonly { order: Order; customerId: string | undefined }[],
  refuse: Refuse,
): Promise<(Order & { customerId: string })[]> {
  const met = await meetStrangers(
    batch,
    fresh.flatMap(({ order, customerId }) => (customerId ? [] : [order.who])),
  );
  for (const { customerId } of fresh)
    if (customerId && batch.seen?.add(`known ${customerId}`)) batch.counts.customersKnown++;
  let at = 0;
  return fresh.flatMap(({ order, customerId }) => {
    if (customerId) return [{ ...order, customerId }];
    const one = met[at++]!;
    if (one === 'two') {
      refuse(order, new Fault('phone', 'who-two'));
      return [];
    }
    return [{ ...order, customerId: one.id }];
  });
}
