import type { Command } from './command.ts';

/** `/cancel`: leaves whatever was begun; nothing that is done is undone. */
export const cancel: Command = {
  name: 'cancel',
  // Not hidden: it forgets the question that was asked.
  who: 'everyone',
  async run({ t }) {
    return { text: t.chat.cancelled() };
  },
};
