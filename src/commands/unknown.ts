import type { Message } from '../chat/channel.ts';
import { menus } from '../chat/menu.ts';
import { inConversation } from '../feedback/ask-person.ts';
import { nearest } from '../lib/nearest.ts';
import type { Command, Said } from './command.ts';
import { customerButtons } from './help.ts';

// In no menu, since buttons say them, but people type them as well.
const TYPED = ['start', 'claim', 'show', 'personal'];
// Longer ones are pasted, not mistyped.
const LONGEST = 30;

/** What is no command, word or code: an answer that helps, never silence. */
export const unknown: Command = {
  name: 'unknown',
  who: 'hidden',
  async run(said) {
    const { tx, person, t, args } = said;
    const slash = /^[/／](\S+)/.exec(args)?.[1];
    if (slash) return noCommand(said, slash.toLowerCase());
    if (!person.staff && (await inConversation(tx, person.customer.id))) return said.run('ask', args);
    if (!person.staff) return { text: t.chat.unknown(), buttons: customerButtons(t) };
    return { text: t.chat.unknownStaff(), buttons: [todayButton(said), ...customerButtons(t)] };
  },
};

function noCommand(said: Said, typed: string): Message {
  const { person, t, args } = said;
  const meant = typed.length < LONGEST && nearest(typed, [...menus[person.staff?.role ?? 'customer'], ...TYPED]);
  if (meant) {
    const says = `/${meant}${args.slice(typed.length + 1)}`;
    return { text: t.chat.didYouMean(`/${meant}`), buttons: [{ label: says, says }] };
  }
  return { text: t.chat.withdrawn(), buttons: [...(person.staff ? [todayButton(said)] : []), ...customerButtons(t)] };
}

const todayButton = ({ t }: Said) => ({ label: t.counter.short.today, says: '/today' });
