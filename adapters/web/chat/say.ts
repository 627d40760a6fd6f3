import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { App } from '../../../src/app.ts';
import type { House } from '../../../src/chat/channel.ts';
import { storable } from '../../../src/lib/plain-text.ts';
import { isSameOrigin } from '../caller.ts';
import { answerError, weather } from '../errors.ts';
import { openLimit } from '../limit.ts';
import { logFailure } from '../outage.ts';
import { writeLine } from './lines.ts';
import type { Visitors } from './visitor.ts';
import type { Said } from './wire.ts';
import { withoutCodes } from './without-codes.ts';

const MOST_BYTES = 2_000;

const words = z.string().transform(storable).pipe(z.string().trim().min(1));
const body = z.strictObject({
  /** The page's own UUID of what was said: sending it again says nothing new. */
  id: z.guid(),
  text: words,
  /** What the tapped button said; shown in place of the command behind it. */
  label: words.pipe(z.string().max(200)).optional(),
  language: z.string().max(35).optional(),
  /** Where the device is; what is no zone is not heard. */
  zone: z.string().max(64).optional(),
});

/** POST /chat/say: hears one line of a visitor, once, and answers with what was said and what the shop said to it. */
export function sayRoute(app: App, house: House, visitors: Visitors, wake: (address: string) => void): RequestHandler {
  const perVisitor = openLimit(30, 3);
  const perAddress = openLimit(600, 100);
  return async (request, response) => {
    if (!isSameOrigin(request, app.shop.publicUrl)) {
      return answerError(response, 403, {
        code: 'other-site',
        sentence: 'Another site caused this request.',
        remedy: 'Open the chat itself and say it there.',
      });
    }
    const from = visitors.of(request);
    if (!from) {
      return answerError(response, 401, {
        code: 'no-visitor',
        sentence: 'We do not know whose chat this is.',
        remedy: 'Open /chat first, with cookies allowed.',
      });
    }
    const wait = perVisitor(from) || perAddress(request.ip ?? '');
    if (wait) {
      response.set('retry-after', String(wait));
      return answerError(response, 429, {
        code: 'too-fast',
        sentence: 'These are too many messages at once.',
        remedy: `Send it again in ${wait} s.`,
      });
    }
    const read = body.safeParse(request.is('json') ? request.body : undefined);
    if (!read.success) {
      return answerError(response, 400, {
        code: 'not-a-message',
        sentence: 'This is no message of the chat.',
        remedy: 'Send JSON with `id` (a UUID of your own) and `text` (not empty).',
      });
    }
    if (Buffer.byteLength(read.data.text) > MOST_BYTES) {
      return answerError(response, 413, {
        code: 'too-long',
        sentence: 'This message is too long.',
        remedy: `Shorten it to ${MOST_BYTES} bytes.`,
      });
    }
    try {
      response.set('cache-control', 'no-store').json(await say(from, read.data));
    } catch (error) {
      logFailure(app.log, error, 'a line of the web chat could not be heard');
      answerError(response, 503, weather);
    }
  };

  async function say(from: string, { id, text, label, language, zone }: z.infer<typeof body>): Promise<Said> {
    const said = await writeLine(app, {
      address: from,
      saidBy: 'customer',
      key: `said:${id}`,
      messages: [{ text: withoutCodes(label ?? text) }],
      at: app.clock.now(),
    });
    wake(from);
    const event = `${from}:${id}`;
    const device = { ...(language && { language }), ...(zone && { zone }) };
    const heard = await house.hear({ id: event, channel: 'web', from, text, ...device });
    const lines = [said];
    if (heard.messages.length > 0) {
      const answer = { address: from, saidBy: 'shop' as const, key: `answer:${event}`, at: app.clock.now() };
      lines.push(await writeLine(app, { ...answer, messages: heard.messages }));
      wake(from);
    }
    await heard.answered();
    return { lines, ...(heard.menu && { menu: heard.menu }) };
  }
}
