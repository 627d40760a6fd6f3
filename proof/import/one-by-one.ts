import { readConfig } from '../../src/config.ts';
import { openApp } from '../../src/main/open-app.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { inTransaction } from '../../src/transaction.ts';
import type { Plot } from '../lib/ground.ts';
import { APP_KEY } from '../lib/people.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Records orders of two rows as the API does, one after the other. Gives rows per second. */
export async function recordOneByOne(plot: Plot, orders: number): Promise<number> {
  const clock = { now: () => new Date() };
  const { app, close } = await openApp(
    readConfig({}, '/nowhere/.env'),
    Buffer.from(APP_KEY, 'hex'),
    plot.connection,
    quiet,
    clock,
  );
  try {
    const people = await plot.rows<{ id: string }>('select id from customer limit 500');
    const lines = [1, 2].map((at) => ({ product: `p${at}`, category: 'drinks', quantity: 1, amountMinor: 5000 }));
    const began = performance.now();
    for (let at = 0; at < orders; at++) {
      const what = {
        who: { customerId: people[at % people.length]!.id },
        source: 'one',
        orderNo: `${at}`,
        amountMinor: 10_000,
        lines,
      };
      await inTransaction(app, (tx) => recordPurchase(tx, { kind: 'operator' }, what));
    }
    return (2 * orders * 1000) / (performance.now() - began);
  } finally {
    await close();
  }
}
