import type { messagingApi } from '@line/bot-sdk';
import type { Heard, Log, Message, Sent } from '../../src/chat/channel.ts';
import { plain } from '../../src/chat/plain.ts';
import type { Caller } from './call.ts';
import { pieces } from './cut.ts';
import { batches, push } from './deliver.ts';
import { keyFrom } from './outcome.ts';
import type { Said } from './parse.ts';
import { reply } from './reply.ts';

/** Everything an answer needs. */
export interface Answering {
  call: Caller;
  draw(messages: Message[]): messagingApi.Message[];
  log: Log;
  /** Reply tokens that this process has used; a second use is an error of ours. */
  used: Set<string>;
}

// A token lives for a minute; what is nearly over is not tried.
const TOKEN_LIFE = 50_000;
// Whoever heard an event first answers first; the one who heard it again only steps in when that one is gone.
const PATIENCE = 1000;
const MOST_USED = 20_000;
const TRIES = 4;

/** Says the answer to one event: by its token, which is free, else by push. What is left unsaid is the house's to send. */
export async function answer(tools: Answering, said: Said, heard: Heard, at: number): Promise<void> {
  const key = heard.key ?? keyFrom(`line:${said.inbound.id}`);
  const [first, ...rest] = batches(tools.draw(heard.messages), key);
  if (!first) return heard.answered();
  if (heard.again && !(said.replyToken && tools.used.has(said.replyToken))) {
    await new Promise((resolve) => setTimeout(resolve, PATIENCE));
  }
  const taken = await answerFirst(tools, said, heard, at, first);
  if (!taken) return;
  for (const batch of rest) {
    const sent = await insist(() => push(tools.call, said.inbound.from, batch.messages, batch.key));
    if (sent.outcome !== 'sent')
      tools.log.warn({ event: said.inbound.id, ...sent }, 'The rest of an answer was not taken');
  }
  await heard.answered();
}

/** The house cannot say the rest alone: what may pass is tried again, under the same key. */
async function insist(attempt: () => Promise<Sent>): Promise<Sent> {
  for (let n = 1; ; n++) {
    const sent = await attempt();
    if ((sent.outcome !== 'later' && sent.outcome !== 'unknown') || n === TRIES) return sent;
    await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** n));
  }
}

async function answerFirst(
  { call, log, used }: Answering,
  { inbound, replyToken }: Said,
  heard: Heard,
  at: number,
  { key, messages }: { key: string; messages: messagingApi.Message[] },
): Promise<boolean> {
  const event = inbound.id;
  if (replyToken && used.has(replyToken)) return true;
  if (replyToken && performance.now() - at < TOKEN_LIFE) {
    const replied = await reply(call, replyToken, messages);
    if (replied.outcome === 'taken' || replied.outcome === 'token-refused') {
      if (used.size >= MOST_USED) used.clear();
      used.add(replyToken);
    }
    if (replied.outcome === 'taken') return true;
    // The token was used when this event was heard before.
    if (replied.outcome === 'token-refused' && heard.again) return true;
    if (replied.outcome === 'unclear') {
      log.warn({ event }, 'LINE may or may not have taken an answer; the house sends it later');
      return false;
    }
    if (replied.outcome === 'refused') {
      log.error({ event, reason: replied.reason }, 'LINE refused an answer; it is said in plain text');
      const said = await reply(call, replyToken, inPlainText(heard.messages));
      if (said.outcome === 'taken') return true;
      return false;
    }
  }
  const sent = await push(call, inbound.from, messages, key);
  if (sent.outcome === 'sent') return true;
  log.warn({ event, ...sent }, 'An answer was not taken; the house sends it later');
  return false;
}

function inPlainText(messages: Message[]): messagingApi.Message[] {
  const all = pieces(messages.map(plain).join('\n\n').toWellFormed(), 5000);
  return all.slice(0, 5).map((text) => ({ type: 'text', text }));
}
