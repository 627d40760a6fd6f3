import type { Heard, House, Log, Sent } from '../../src/chat/channel.ts';
import type { Call, CallOptions } from './call.ts';
import { editDraft, fitsInPlace } from './edit.ts';
import { type Pictured, withOwnPictures } from './own-pictures.ts';
import type { Tapped } from './parse.ts';
import { patiently } from './patience.ts';
import { post, sendDraft } from './post.ts';
import { render } from './render.ts';

/** How long an answer is tried from here; afterwards it is the house's own job. */
export const ANSWER_MS = 25_000;

export interface Answering {
  call: Call;
  log: Log;
  signal: AbortSignal;
  picture: House['picture'];
  /** Tells the house that a person cannot be reached; false when it could not be told. */
  lost(chat: string): Promise<boolean>;
}

/** Sends what hearing gave back, in the tapped message where it fits, and says so to the house. */
export async function answer(with_: Answering, chat: string, heard: Heard, tapped?: Tapped): Promise<void> {
  const { log } = with_;
  const deadline = performance.now() + ANSWER_MS;
  let sent: Sent = { outcome: 'sent' };
  let begun = false;
  const messages = await withOwnPictures(with_.picture, heard.messages);
  const only = messages.length === 1 ? messages[0] : undefined;
  const inPlace = only && tapped && (await replace(with_, chat, tapped, only, deadline));
  if (inPlace) sent = inPlace;
  else {
    for (const message of messages) {
      sent = await post(message, (draft) => attempt(draft), begun);
      if (sent.outcome !== 'sent' && sent.outcome !== 'refused') break;
      begun = true;
      if (sent.outcome === 'refused') log.error({ chat, reason: sent.reason }, 'Telegram refuses a message of ours');
    }
  }
  if (sent.outcome === 'unreachable' && !(await with_.lost(chat))) return;
  if (sent.outcome === 'later' || sent.outcome === 'unknown') {
    log.warn({ chat, reason: sent.reason }, 'An answer could not be sent now; the house sends it later');
    return;
  }
  await heard.answered();

  function attempt(draft: Parameters<typeof sendDraft>[2]): Promise<Sent> {
    return patiently(deadline, with_.signal, () => sendDraft(with_.call, chat, draft, { gate: deadline }));
  }
}

/** Undefined when a new message has to be sent instead. */
async function replace(
  { call, signal }: Answering,
  chat: string,
  tapped: Tapped,
  message: Pictured,
  deadline: number,
): Promise<Sent | undefined> {
  if (message.apart) return undefined;
  const [draft, ...more] = render(message);
  if (!draft || more.length > 0 || !fitsInPlace(tapped, draft)) return undefined;
  const options: CallOptions = { gate: deadline };
  const sent = await patiently(deadline, signal, () => editDraft(call, chat, tapped.id, tapped.shows, draft, options));
  return sent.outcome === 'refused' ? undefined : sent;
}
