import { unsealMessages } from '../chat/sealed.ts';
import { noteQuota } from '../outbox/note-abilities.ts';
import { pause, type Sending } from '../outbox/sending.ts';
import { finishBroadcasts } from './finish-broadcasts.ts';
import type { Script } from './round.ts';
import { sendChunks } from './send-chunks.ts';
import { sendPeople } from './send-people.ts';

const IDLE_MS = 300;
const FINISH_MS = 1_000;

/** Sends the chunks of broadcasts for as long as the sender lives; what is owed to single people goes before. */
export async function sendBroadcasts(sending: Sending): Promise<void> {
  const { app, channel, hold } = sending;
  const script = openScript(sending);
  const round =
    channel.sendMany && channel.abilities.many > 1 ? sendChunks(sending, script) : sendPeople(sending, script);
  let looked = 0;
  while (!sending.over()) {
    let busy = false;
    try {
      busy = hold.blockedMs() === 0 && (await round.next());
      if (performance.now() - looked > FINISH_MS) {
        looked = performance.now();
        if ((await finishBroadcasts(app)) > 0) await noteQuota(app, channel);
      }
    } catch (error) {
      app.log.warn({ channel: channel.name, error: String(error) }, 'Broadcasts wait for the database');
    }
    if (!busy) await pause(IDLE_MS);
  }
  await round.landed();
}

function openScript({ app }: Sending): Script {
  const known = new Map<string, Record<string, unknown>>();
  return async (id, language) => {
    let messages = known.get(id);
    if (!messages) {
      const { rows } = await app.pool.query('select messages from broadcast where id = $1', [id]);
      messages = (rows[0]?.messages ?? {}) as Record<string, unknown>;
      if (known.size > 100) known.clear();
      known.set(id, messages);
    }
    return unsealMessages(app.shop, messages[language] ?? messages[app.shop.language] ?? []);
  };
}
