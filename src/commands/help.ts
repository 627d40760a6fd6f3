import type { Button } from '../chat/channel.ts';
import { menus } from '../chat/menu.ts';
import { clip } from '../lib/plain-text.ts';
import { adviserOf } from '../tiers/adviser-of.ts';
import type { Words } from '../words/index.ts';
import type { Command } from './command.ts';

type Named = keyof Words['commands'];

/** Where a customer goes next. */
export function customerButtons(t: Words): Button[] {
  return [
    { label: t.chat.drops(), says: '/drops' },
    { label: t.chat.coupons(), says: '/coupons' },
    { label: t.chat.points(), says: '/points' },
    { label: t.chat.help(), says: '/help' },
  ];
}

/** `/help`: every command that this person can use, each with what it does. */
export const help: Command = {
  name: 'help',
  who: 'everyone',
  async run({ tx, person, t, ask }) {
    const adviser = person.staff ? undefined : await adviserOf(tx, person.customer.id);
    // What they write next, and is no command, goes to that person.
    if (adviser) ask('/ask');
    const names = menus[person.staff?.role ?? 'customer'] as Named[];
    const lines = names.map((name) => `/${name}  ${t.commands[name]}`);
    const label = adviser ? clip(t.advisers.write(adviser.name), 20) : t.tickets.talk();
    const talk = person.staff ? [] : [{ label, says: '/ask' }];
    const text = [...(adviser ? [t.advisers.yours(adviser.name), ''] : []), ...lines].join('\n');
    return { title: t.chat.helpTitle(), text, buttons: [...customerButtons(t).slice(0, 3), ...talk] };
  },
};
