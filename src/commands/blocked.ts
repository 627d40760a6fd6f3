import { Identity } from '../../entities/identity.ts';
import { dropUnsent } from '../outbox/drop-unsent.ts';
import type { Command } from './command.ts';

/** Said by a channel when the person blocked the bot: not reachable there until they write again. */
export const blocked: Command = {
  name: 'blocked',
  who: 'hidden',
  async run({ tx, person }) {
    await tx.db.update(Identity, { id: person.identity.id }, { reachable: false });
    return [];
  },
};

/** Said by a channel when the person opened the bot again; hearing anything makes them reachable. */
export const unblocked: Command = {
  name: 'unblocked',
  who: 'hidden',
  async run() {
    return [];
  },
};

/** Said by a channel when a message was taken back by its author: what was heard has happened, what waits is dropped. */
export const unsend: Command = {
  name: 'unsend',
  who: 'hidden',
  async run({ tx, person, args }) {
    if (args) await dropUnsent(tx, person.identity, args);
    await tx.db.update(Identity, { id: person.identity.id }, { asked: null });
    return [];
  },
};
