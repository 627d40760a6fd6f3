import type { Message } from '../chat/channel.ts';
import type { Refusal } from '../refusal.ts';
import type { Words } from '../words/index.ts';

/** A no as a message, for answers that list it beside others. */
export function plainNo(t: Words, refusal: Refusal): Message {
  const say = t.refusals[refusal.code] as (...facts: unknown[]) => string | Message;
  const said = say(...refusal.facts);
  return typeof said === 'string' ? { text: said } : said;
}
