import { setMarketing } from '../consents/record-consent.ts';
import type { Command } from './command.ts';

/** `/stop`: no more marketing, at once and before anything else. */
export const stop: Command = {
  name: 'stop',
  who: 'everyone',
  async run({ tx, person, t }) {
    const changed = await setMarketing(tx, person, false);
    const buttons = person.customer.joinedAt ? [{ label: t.chat.offersOn(), says: '/start offers' }] : [];
    return { text: changed ? t.chat.stopped() : t.chat.alreadyStopped(), buttons };
  },
};
