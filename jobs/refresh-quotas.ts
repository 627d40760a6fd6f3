import { noteAbilities, noteQuota } from '../src/outbox/note-abilities.ts';
import type { Job } from './job.ts';

/** Asks the platforms how many messages are left, so that a preflight need not ask the network. */
export const refreshQuotas: Job = {
  name: 'refresh-quotas',
  at: '*/10 * * * *',
  async run({ app }) {
    for (const channel of app.channels.values()) {
      await noteAbilities(app, channel);
      await noteQuota(app, channel);
    }
  },
};
