import type { Refusal } from '../refusal.ts';
import type { Shop } from '../shop.ts';
import type { Message } from './channel.ts';

/** A no, as a message: its sentence, and the buttons that would make it work. */
export function refusalMessage(shop: Shop, language: string, refusal: Refusal): Message {
  const say = shop.words(language).refusals[refusal.code] as (...facts: unknown[]) => string | Message;
  const said = say(...refusal.facts);
  return typeof said === 'string' ? { text: said } : said;
}
