import { setBirthday } from '../customers/set-birthday.ts';
import { readBirthday } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';
import type { Command } from './command.ts';
import { customerButtons } from './help.ts';

/** `/birthday MM-DD`, the year being optional; asks when nothing is given. */
export const birthday: Command = {
  name: 'birthday',
  who: 'customer',
  async run({ tx, person, t, args, ask }) {
    if (!args) {
      ask('/birthday');
      const known = person.customer.birthMmdd;
      const text = known
        ? `${t.customers.birthdayIs(Math.floor(known / 100), known % 100)}\n\n${t.customers.askBirthday()}`
        : t.customers.askBirthday();
      return { text, buttons: [{ label: t.chat.cancel(), says: '/cancel' }] };
    }
    const read = readBirthday(args);
    if (!read) throw new Refusal('birthday-shape');
    await setBirthday(tx, person.customer, read);
    return { text: t.customers.birthdaySet(Math.floor(read.mmdd / 100), read.mmdd % 100), buttons: customerButtons(t) };
  },
};
