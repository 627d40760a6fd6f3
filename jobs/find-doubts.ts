import { doubtNamesakes, doubtPeople, forgetDoubts, KNOWN, type Known, NAMESAKES } from '../src/doubts/find-doubts.ts';
import { inTransaction } from '../src/transaction.ts';
import { inBatches } from './in-batches.ts';
import type { Job } from './job.ts';

/**
 * Looks each night for what may be wrong in what we know of people: likely doubles, birthdays that cannot be, numbers
 * that nobody has. A run that was cut off forgets nothing; the next one goes through all of it again.
 */
export const findDoubts: Job = {
  name: 'find-doubts',
  at: '10 20 * * *',
  async run({ app, due }) {
    await inBatches<Known>(app, { text: KNOWN, values: [], size: 1000 }, (people) =>
      inTransaction(app, (tx) => doubtPeople(tx, people, due)),
    );
    await inBatches<{ people: Known[] }>(app, { text: NAMESAKES, values: [], size: 200 }, (groups) =>
      inTransaction(app, (tx) => doubtNamesakes(tx, groups, due)),
    );
    await inTransaction(app, (tx) => forgetDoubts(tx, due));
  },
};
