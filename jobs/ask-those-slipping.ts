import { askedSince, askWhy, MAY_BE_ASKED } from '../src/feedback/ask-why.ts';
import { feedbackSettings } from '../src/feedback/settings.ts';
import { civilDate, instantOf } from '../src/lib/dates.ts';
import { inTransaction } from '../src/transaction.ts';
import { inBatches } from './in-batches.ts';
import type { Job } from './job.ts';
import { once } from './period.ts';

const ASKED_AT = '10:00';
/** A shop that begins to ask does not ask everybody on one day: first those who have just begun to stay away. */
const MOST_A_DAY = 500;

/** Asks people who slip away what keeps them, once a day at 10:00 of the shop, where the shop wants that. */
export const askThoseSlipping: Job = {
  name: 'ask-those-slipping',
  at: '*/15 * * * *',
  async run({ app }) {
    const now = app.clock.now();
    const { zone } = app.shop;
    const day = civilDate(now, zone);
    const due = instantOf(day, zone, ASKED_AT);
    if (due > now || !(await feedbackSettings({ db: app.database.manager })).survey) return;
    await once(app, { job: 'ask-those-slipping', period: `day ${day}`, due }, async () => {
      const values = [now, askedSince(now, zone), MOST_A_DAY];
      await inBatches<{ id: string }>(app, { text: SLIPPING, values }, async (people) => {
        for (const { id } of people) await inTransaction(app, (tx) => askWhy(tx, id));
      });
    });
  },
};

const SLIPPING = `select c.id ${MAY_BE_ASKED} order by s.last_at desc, c.id limit $3`;
