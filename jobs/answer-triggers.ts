import { inTransaction, isWeather } from '../src/transaction.ts';
import { doDueEffects, tookTooLong } from '../src/triggers/do-due-effects.ts';
import { findOccurrences } from '../src/triggers/find-occurrences.ts';
import type { Job, Work } from './job.ts';

/** Writes down what has happened that a trigger answers, and does what is due for it. One that fails stops no other. */
export const answerTriggers: Job = {
  name: 'answer-triggers',
  at: 'always',
  async run({ app }) {
    const { rows } = await app.pool.query(`select id, name from trigger where state = 'on' order by id`);
    for (const trigger of rows) await look(app, trigger);
    await doDueEffects(app);
  },
};

async function look(app: Work['app'], { id, name }: { id: string; name: string }): Promise<void> {
  try {
    await inTransaction(app, (tx) => findOccurrences(tx, id));
  } catch (error) {
    if (isWeather(error) && !tookTooLong(error)) throw error;
    app.log.error(
      { trigger: name, error: String((error as Error).stack ?? error).slice(0, 800) },
      'A trigger is blind',
    );
  }
}
