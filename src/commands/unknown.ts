import { inConversation } from '../feedback/ask-person.ts';
import type { Command } from './command.ts';
import { customerButtons } from './help.ts';

/** What is no command, word or code: an answer that helps, never silence. */
export const unknown: Command = {
  name: 'unknown',
  who: 'hidden',
  async run(said) {
    const { tx, person, t, args } = said;
    if (!person.staff && !args.startsWith('/') && (await inConversation(tx, person.customer.id)))
      return said.run('ask', args);
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
