import { readWords } from '../feedback/read-words.ts';
import { haveIdea } from '../ideas/have-idea.ts';
import type { Command } from './command.ts';

/** `/idea WORDS`: what a customer would like us to do. */
export const idea: Command = {
  name: 'idea',
  who: 'customer',
  async run({ tx, person, t, args, ask }) {
    if (!readWords(args)) {
      ask('/idea');
      return { text: t.ideas.askWhat(), buttons: [{ label: t.chat.cancel(), says: '/cancel' }] };
    }
    await haveIdea(tx, person.customer.id, args);
    return { text: t.ideas.kept() };
  },
};
