import type { Button } from '../chat/channel.ts';
import { menus } from '../chat/menu.ts';
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
  async run({ person, t }) {
    const names = menus[person.staff?.role ?? 'customer'] as Named[];
    const lines = names.map((name) => `/${name}  ${t.commands[name]}`);
    const talk = person.staff ? [] : [{ label: t.tickets.talk(), says: '/ask' }];
    return { title: t.chat.helpTitle(), text: lines.join('\n'), buttons: [...customerButtons(t).slice(0, 3), ...talk] };
  },
};
