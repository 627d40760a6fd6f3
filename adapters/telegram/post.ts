import type { Sent } from '../../src/chat/channel.ts';
import type { Call, CallOptions, Reply } from './call.ts';
import type { Pictured } from './own-pictures.ts';
import { type Draft, type Drawn, render } from './render.ts';

/** What a reply means for the message. */
export function sentOf(reply: Reply<unknown>, ref?: string): Sent {
  if (reply.ok) return ref === undefined ? { outcome: 'sent' } : { outcome: 'sent', ref };
  const { code, fate, reason, afterMs } = reply;
  if (code === 429) return { outcome: 'later', afterMs: afterMs ?? 1000, reason, whole: true };
  // The token is wrong: no message is to blame, and all of them wait until somebody mends it.
  if (fate === 'refused' && (code === 401 || code === 404)) {
    return { outcome: 'later', afterMs: 60_000, reason, whole: true };
  }
  if (fate === 'unsent') return { outcome: 'later', afterMs: 5000, reason };
  if (fate === 'unknown') return { outcome: 'unknown', reason };
  const gone = code === 403 || /chat not found|user not found|PEER_ID_INVALID|group chat was/i.test(reason);
  return { outcome: gone ? 'unreachable' : 'refused', reason };
}

/** Sends one draft as a new message. */
export async function sendDraft(call: Call, chat: string, draft: Draft, options: CallOptions): Promise<Sent> {
  const common = { chat_id: Number(chat), parse_mode: 'HTML', reply_markup: draft.markup };
  const reply = draft.photo
    ? await call('sendPhoto', { ...common, photo: draft.photo, caption: draft.text }, options)
    : await call('sendMessage', { ...common, text: draft.text, link_preview_options: { is_disabled: true } }, options);
  return sentOf(reply, reply.ok ? `${chat}:${reply.result.message_id}` : undefined);
}

const LESS: Drawn[] = ['all', 'no picture', 'words'];

/**
 * Sends one message, in as many drafts as it needs. What Telegram refuses to draw is drawn with less, down to plain
 * words. `attempt` is told whether a part has gone already, when giving up would leave half a message.
 */
export async function post(
  message: Pictured,
  attempt: (draft: Draft, begun: boolean) => Promise<Sent>,
  begun = false,
): Promise<Sent> {
  let last: Sent = { outcome: 'refused', reason: 'nothing to send' };
  for (const drawn of LESS) {
    if (drawn === 'no picture' && !message.image && !message.code) continue;
    last = { outcome: 'sent' };
    for (const draft of render(message, drawn)) {
      last = await attempt(draft, begun);
      if (last.outcome !== 'sent') break;
      begun = true;
    }
    if (last.outcome !== 'refused') break;
  }
  if (begun && last.outcome === 'later') return { outcome: 'unknown', reason: `a part was sent; ${last.reason}` };
  return last;
}
