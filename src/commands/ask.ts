import { Ticket } from '../../entities/ticket.ts';
import { askPerson } from '../feedback/ask-person.ts';
import { readWords } from '../feedback/read-words.ts';
import { outOfQuietHours } from '../lib/dates.ts';
import { type Adviser, adviserOf } from '../tiers/adviser-of.ts';
import type { Command, Said } from './command.ts';

/** `/ask [ticket] [words]`: to a person; what they answer comes back here. */
export const ask: Command = {
  name: 'ask',
  // Also before joining: whoever has a question has it then.
  who: 'everyone',
  async run(said) {
    const { tx, person, t, args, ask } = said;
    const customerId = person.customer.id;
    const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(args)!;
    const ref = first.toUpperCase();
    const named = /^[A-Z0-9]{4,16}$/.test(ref) && (await tx.db.findOneBy(Ticket, { ref, customerId }));
    const words = readWords(named ? rest : args);
    if (!words) {
      ask(named ? `/ask ${ref}` : '/ask');
      const open = await tx.db.existsBy(Ticket, { customerId, state: 'open' });
      const adviser = open ? undefined : await adviserOf(tx, customerId);
      const what = adviser ? t.advisers.askWhat(adviser.name) : t.tickets.askWhat();
      return {
        text: open ? t.tickets.askWhatMore() : what,
        buttons: [{ label: t.chat.cancel(), says: '/cancel' }],
      };
    }
    const { opened, ticket, adviser } = await askPerson(tx, customerId, { ...(named ? { ref } : {}), text: words });
    // What follows belongs to it, until they say something that is a command.
    ask(`/ask ${ticket.ref}`);
    if (!opened) return { text: t.tickets.passedOn() };
    return { text: adviser ? willRead(said, adviser) : t.tickets.opened() };
  },
};

/** At night people are told when their adviser reads it, for nobody wakes them. */
function willRead({ tx, t, person }: Said, { name, zone }: Adviser): string {
  const at = outOfQuietHours(tx.now, zone ?? tx.shop.zone);
  if (at <= tx.now) return t.advisers.opened(name);
  return t.advisers.openedAtNight(name, at, person.customer.zone ?? tx.shop.zone);
}
