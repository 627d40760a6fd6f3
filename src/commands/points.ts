import { pointsAccount } from '../points/account.ts';
import { pointsHistory } from '../points/history.ts';
import type { Command } from './command.ts';

const LINES = 8;

/** `/points`: the balance, what expires next, and the latest lines of the ledger. */
export const points: Command = {
  name: 'points',
  who: 'customer',
  async run({ tx, person, t }) {
    const { balance, owed, next } = await pointsAccount(tx, person.customer.id);
    const history = await pointsHistory(tx, person.customer.id, LINES);
    const c = t.customers;
    const parts = [
      next ? c.nextExpiry(next.points, next.at, tx.now) : '',
      owed > 0 ? c.owed(owed) : '',
      history.map((entry) => c.entry(Number(entry.delta), c.reason[entry.reason](), entry.at, tx.now)).join('\n') ||
        c.noPoints(),
    ];
    const buttons = [
      { label: t.chat.coupons(), says: '/coupons' },
      { label: t.chat.drops(), says: '/drops' },
    ];
    return { title: c.pointsTitle(balance), text: parts.filter(Boolean).join('\n\n'), buttons };
  },
};
