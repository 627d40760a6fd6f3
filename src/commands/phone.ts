import { keepPhone } from '../customers/keep-phone.ts';
import { Refusal } from '../refusal.ts';
import type { Command } from './command.ts';
import { customerButtons } from './help.ts';

/** `/phone`: offers to share the number. Only a contact that the channel proved to be the sender's own is kept. */
export const phone: Command = {
  name: 'phone',
  who: 'customer',
  async run({ tx, person, t, args, contact }) {
    if (contact) {
      await keepPhone(tx, person.customer, contact);
      return { text: t.customers.phoneKept(), buttons: customerButtons(t) };
    }
    // Only Telegram's contacts name their owner; elsewhere the button would promise what cannot be kept.
    if (person.identity.channel !== 'telegram') return { text: t.customers.phoneNowhere() };
    if (args) throw new Refusal('phone-not-yours');
    return { text: t.customers.phoneWhy(), buttons: [{ label: t.customers.phoneAsk(), asks: 'contact' }] };
  },
};
