import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { App } from '../../../src/app.ts';
import { explainRefusal } from '../../../src/explain-refusal.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { Shop } from '../../../src/shop.ts';
import type { Actor } from '../../../src/staff/actor.ts';
import { isWeather } from '../../../src/transaction.ts';
import { isLanguage, type Language, languageTag, nearestLanguage } from '../../../src/words/index.ts';
import { logFailure } from '../outage.ts';
import type { Answer } from './once.ts';
import { retryAfter, statusOf } from './statuses.ts';

const KILOBYTES = 256;

/** The language of ours that the caller likes best. */
export function languageOf(request: Request, shop: Shop): Language {
  for (const tag of request.acceptsLanguages()) {
    if (isLanguage(tag.toLowerCase()) || /^(en|zh|yue)\b/i.test(tag)) return nearestLanguage(tag, shop.language);
  }
  return shop.language;
}

/** In whose words a no is told: staff read it on a page. */
export const readerOf = (by: Actor | undefined): 'machine' | 'person' => (by?.kind === 'staff' ? 'person' : 'machine');

/** A no as it goes over the wire. */
export function refusalAnswer(
  shop: Shop,
  language: string,
  refusal: Refusal,
  reader: 'machine' | 'person' = 'machine',
): Answer {
  return { status: statusOf(refusal.code), body: explainRefusal(shop, language, refusal, reader) };
}

/** Sends an answer; nothing of the API is ever cached. */
export function send(response: Response, { status, body }: Answer, language: Language): void {
  const wait = retryAfter[(body as { code?: string }).code as keyof typeof retryAfter];
  if (status >= 400 && wait) response.set('retry-after', String(wait));
  if (status === 401) response.set('www-authenticate', 'Bearer');
  if (status >= 400) response.set('content-language', languageTag(language));
  response
    .status(status)
    .set({ 'cache-control': 'no-store', vary: 'accept-language, authorization, cookie' })
    .json(body);
}

/** Sends a table under its name. */
export function sendFile(response: Response, { csv, name }: { csv: string; name: string }): void {
  response.set('cache-control', 'no-store').attachment(name).type('text/csv; charset=utf-8').send(csv);
}

/** Every error as a no: ours, of the body's reading, of the database, and bugs by a number that stands in the log. */
export function asRefusal(app: App, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const type = (error as { type?: unknown } | undefined)?.type;
  if (type === 'entity.too.large') return new Refusal('body-too-large', { kilobytes: KILOBYTES });
  const status = Number((error as { status?: unknown } | undefined)?.status);
  if (status >= 400 && status < 500) return new Refusal('body-unreadable');
  if (isWeather(error)) {
    logFailure(app.log, error, 'A call of the API failed');
    return new Refusal('not-now');
  }
  const id = randomBytes(6).toString('hex');
  app.log.error({ id, error: described(error) }, 'A call of the API failed');
  return new Refusal('bug', { id });
}

/** Without what the database quotes of a row: logs hold no names and no codes. */
function described(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return `${error.name}: ${error.message.slice(0, 300)}\n${error.stack?.split('\n').slice(1, 6).join('\n')}`;
}

export const BODY_LIMIT = `${KILOBYTES}kb`;
