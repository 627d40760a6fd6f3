import { inLanguage } from '../campaigns/terms.ts';
import { drawn } from '../feedback/stars.ts';
import { civilDate } from '../lib/dates.ts';
import { cleanName } from '../lib/plain-text.ts';
import type { Shop } from '../shop.ts';
import type { Happened } from './read-news.ts';

/** Who is told, and whose clock they go by. */
export interface Telling {
  shop: Pick<Shop, 'words' | 'language' | 'zone'>;
  language: string;
  now: Date;
  /** Of the store that they are bound to; that of the shop when missing. */
  zone?: string | undefined;
}

/** Something that happened, with its sentence and its time in a reader's language. */
export interface News extends Omit<Happened, 'at' | 'terms'> {
  at: string;
  /** Of the campaign. */
  name: string | null;
  sentence: string;
  /** On their clock, with the day where that is not today. */
  when: string;
}

/** Says what happened. */
export function tellNews({ shop, language, now, zone = shop.zone }: Telling, { terms, at, ...one }: Happened): News {
  const t = shop.words(language);
  const name = terms && inLanguage(terms.name, language, shop.language);
  const isToday = civilDate(at, zone) === civilDate(now, zone);
  return {
    ...one,
    at: at.toISOString(),
    name,
    sentence: t.live[one.kind]({
      ...one,
      name: name === null ? null : (cleanName(name) ?? '—'),
      channel: one.channel && t.customers.channel(one.channel),
      stars: one.stars === null ? null : drawn(one.stars),
    }),
    when: isToday ? t.live.time(at, zone) : t.live.dateTime(at, now, zone),
  };
}
