import { Ticket } from '../../entities/ticket.ts';
import { askPerson } from '../feedback/ask-person.ts';
import { readWords } from '../feedback/read-words.ts';
import type { Command } from './command.ts';

/** `/ask [ticket] [words]`: to a person; what they answer comes back here. */
export const ask: Command = {
  name: 'ask',
  // Also before joining: whoever has a question has it then.
  who: 'everyone',
  async run({ tx, person, t, args, ask }) {
    const customerId = person.customer.id;
    const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(args)!;
    const ref = first.toUpperCase();
    const named = /^[A-Z0-9]{4,16}$/.test(ref) && (await tx.db.findOneBy(Ticket, { ref, customerId }));
    const words = readWords(named ? rest : args);
    if (!words) {
      ask(named ? `/ask ${ref}` : '/ask');
      const open = await tx.db.existsBy(Ticket, { customerId, state: 'open' });
      return {
        text: open ? t.tickets.askWhatMore() : t.tickets.askWhat(),
        buttons: [{ label: t.chat.cancel(), says: '/cancel' }],
      };
    }
    const { opened, ticket } = await askPerson(tx, customerId, { ...(named ? { ref } : {}), text: words });
    // What follows belongs to it, until they say something that is a command.
    ask(`/ask ${ticket.ref}`);
    return { text: opened ? t.tickets.opened() : t.tickets.passedOn() };
  },
};
