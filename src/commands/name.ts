import { setName } from '../customers/set-name.ts';
import type { Command } from './command.ts';
import { customerButtons } from './help.ts';

/** `/name [NAME]`: what we call you. */
export const name: Command = {
  name: 'name',
  who: 'customer',
  async run({ tx, person, t, args, ask }) {
    if (!args) {
      ask('/name');
      return { text: t.dossier.nameIs(person.customer.name), buttons: [{ label: t.chat.cancel(), says: '/cancel' }] };
    }
    return { text: t.dossier.nameSet(await setName(tx, person.customer, args)), buttons: customerButtons(t) };
  },
};
