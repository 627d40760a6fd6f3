import type { Command } from './command.ts';
import { customerButtons } from './help.ts';

/** What is no command, word or code: an answer that helps, never silence. */
export const unknown: Command = {
  name: 'unknown',
  who: 'hidden',
  async run({ person, t, args }) {
    if (person.staff) {
      return {
        text: t.chat.unknownStaff(),
        buttons: [{ label: t.counter.short.today, says: '/today' }, ...customerButtons(t)],
      };
    }
    const text = args.startsWith('/') ? t.chat.withdrawn() : t.chat.unknown();
    return { text, buttons: customerButtons(t) };
  },
};
