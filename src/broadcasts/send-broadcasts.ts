import { noteQuota } from '../outbox/note-abilities.ts';
import type { Sending } from '../outbox/sending.ts';
import { thaw } from './broadcast-message.ts';
import { finishBroadcasts } from './finish-broadcasts.ts';
import type { Round, Script } from './round.ts';
import { sendChunks } from './send-chunks.ts';
import { sendPeople } from './send-people.ts';

const IDLE_MS = 300;
const FINISH_MS = 1_000;

/** Sends the chunks of broadcasts for as long as the sender lives; what is owed to single people goes before. */
export async function sendBroadcasts(sending: Sending): Promise<void> {
  const { channel } = sending;
  const script = openScript(sending);
  const many = channel.sendMany !== undefined && channel.abilities.many > 1;
  const rounds = [...(many ? [sendChunks(sending, script)] : []), sendPeople(sending, script, many)];
  await Promise.all([...rounds.map((round) => goRound(sending, round)), finish(sending)]);
}

async function goRound({ app, channel, hold, nap, over }: Sending, round: Round): Promise<void> {
  while (!over()) {
    let busy = false;
    try {
      busy = hold.blockedMs() === 0 && (await round.next());
    } catch (error) {
      app.log.warn({ channel: channel.name, error: String(error) }, 'Broadcasts wait for the database');
    }
    if (!busy && !over()) await nap.sleep(IDLE_MS);
  }
  await round.landed();
}

async function finish({ app, channel, nap, over }: Sending): Promise<void> {
  while (!over()) {
    try {
      if ((await finishBroadcasts(app)) > 0) await noteQuota(app, channel);
    } catch (error) {
      app.log.warn({ channel: channel.name, error: String(error) }, 'The end of broadcasts waits for the database');
    }
    if (!over()) await nap.sleep(FINISH_MS);
  }
}

function openScript({ app }: Sending): Script {
  const known = new Map<string, unknown>();
  return async ({ broadcastId: id, variant, language }) => {
    let messages = known.get(id);
    if (!messages) {
      const { rows } = await app.pool.query('select messages from broadcast where id = $1', [id]);
      messages = rows[0]?.messages as unknown;
      if (known.size > 100) known.clear();
      known.set(id, messages);
    }
    return thaw(app.shop, messages, variant, language);
  };
}
