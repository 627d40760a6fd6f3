import type { App } from '../app.ts';
import type { Hear, Inbound } from '../chat/channel.ts';
import { sayAnswer } from './say-forgotten-answers.ts';

/** Hears an event that was acknowledged and only kept, and sends its answer. Hearing it twice has one effect. */
export async function hearKept(app: App, hear: Hear, inbound: Inbound): Promise<void> {
  const { channel, id } = inbound;
  await hear(inbound);
  await app.pool.query('delete from inbox_waiting where channel = $1 and event_id = $2', [channel, id]);
  await sayAnswer(app, channel, id);
}
