import type { Sent } from '../../src/chat/channel.ts';
import type { Call, CallOptions } from './call.ts';
import type { Tapped } from './parse.ts';
import { sentOf } from './post.ts';
import type { Draft } from './render.ts';

/** True when the answer can stand in the place of the tapped message: same kind, no code that comes or goes. */
export function fitsInPlace(tapped: Tapped, draft: Draft): boolean {
  if (draft.markup && !('inline_keyboard' in draft.markup)) return false;
  if (tapped.shows === 'text') return !draft.photo;
  return draft.code === tapped.code;
}

/**
 * Changes a message in place. A caption keeps its picture, unless the draft brings an image, which replaces it.
 * "Not modified" is a success: the message says already what it should.
 */
export async function editDraft(
  call: Call,
  chat: string,
  id: number,
  shows: Tapped['shows'],
  draft: Draft,
  options: CallOptions,
): Promise<Sent> {
  const common = { chat_id: Number(chat), message_id: id, reply_markup: draft.markup };
  const text = { parse_mode: 'HTML' };
  const media = typeof draft.photo === 'string' ? draft.photo : undefined;
  const reply =
    shows === 'text'
      ? await call(
          'editMessageText',
          { ...common, ...text, text: draft.text, link_preview_options: { is_disabled: true } },
          options,
        )
      : media
        ? await call(
            'editMessageMedia',
            { ...common, media: { type: 'photo', media, caption: draft.text, ...text } },
            options,
          )
        : await call('editMessageCaption', { ...common, ...text, caption: draft.text }, options);
  if (!reply.ok && /not modified/i.test(reply.reason)) return { outcome: 'sent', ref: `${chat}:${id}` };
  return sentOf(reply, `${chat}:${id}`);
}
