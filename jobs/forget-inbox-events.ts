import type { App } from '../src/app.ts';
import type { Job } from './job.ts';

const DAY_MS = 86_400_000;
const BATCH = 2_000;

/** Forgets what is kept only to say the same again: answers after a day, events after 30, keys of the API after 7. */
export const forgetInboxEvents: Job = {
  name: 'forget-inbox-events',
  at: '17 * * * *',
  async run({ app, last }) {
    const ago = (days: number) => new Date(app.clock.now().getTime() - days * DAY_MS);
    // Each run takes up where the last one ended, so that old blocks are not read for ever.
    const since = last ? new Date(last.getTime() - 1.1 * DAY_MS) : new Date(0);
    await inPieces(app, ANSWERS, [ago(1), since]);
    await inPieces(app, rows('inbox_event', 'heard_at < $1'), [ago(30)]);
    await inPieces(app, rows('idempotency', 'created_at < $1'), [ago(7)]);
    await inPieces(app, rows('console_session', 'coalesce(used_at, asked_at) < $1'), [ago(30)]);
    await inPieces(app, rows('counter_refusal', 'at < $1'), [ago(400)]);
    await inPieces(app, rows('web_message', 'at < $1'), [ago(90)]);
    await inPieces(app, rows('job_run', `finished_at < $1 and job <> 'birthday-benefit'`), [ago(30)]);
    await inPieces(app, rows('job_run', `finished_at < $1 and job = 'birthday-benefit'`), [ago(800)]);
  },
};

async function inPieces(app: Pick<App, 'pool'>, text: string, values: unknown[]): Promise<void> {
  for (;;) {
    const { rowCount } = await app.pool.query(text, values);
    if ((rowCount ?? 0) < BATCH) return;
  }
}

const rows = (table: string, old: string) =>
  `delete from ${table} where ctid = any(array(select ctid from ${table} where ${old} limit ${BATCH}))`;

const ANSWERS = `
update inbox_event set answer = null where ctid = any(array(
  select ctid from inbox_event where heard_at < $1 and heard_at >= $2 and answer is not null and answered_at is not null limit ${BATCH}))`;
