import { hearWaitingEvents as hearThem } from '../src/outbox/hear-waiting-events.ts';
import type { Job } from './job.ts';

/** Events that were only kept are heard. */
export const hearWaitingEvents: Job = {
  name: 'hear-waiting-events',
  at: 'always',
  async run({ app, hear }) {
    if (hear) await hearThem(app, hear);
  },
};
