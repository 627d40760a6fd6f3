import { inLanguage } from '../campaigns/terms.ts';
import { birthdayIn, civilDate, daysBetween } from '../lib/dates.ts';
import type { Shop } from '../shop.ts';
import { type Language, languageName, type Words } from '../words/index.ts';
import type { Because } from './because.ts';

const DAY = 86_400_000;
const MOST = 6;

export interface Telling {
  shop: Shop;
  t: Words;
  language: string;
  now: Date;
}

/** Why somebody is in, as short facts of the language, each once. */
export function tellBecause(telling: Telling, because: Because[]): string[] {
  return [...new Set(because.map((one) => tell(telling, one)))].slice(0, MOST);
}

function tell(telling: Telling, one: Because): string {
  const { condition, is, lastAt } = one;
  const say = telling.t.segments.because;
  const ago = (at: unknown) => Math.max(0, Math.floor((telling.now.getTime() - (at as Date).getTime()) / DAY));
  const days = 'days' in condition ? (condition.days ?? null) : null;
  const n = Number(is);
  switch (condition.field) {
    case 'visits':
      // Who did not come for a while is better told by when they last did.
      if (n === 0 && !condition.at) return lastAt ? say.lastVisit(ago(lastAt)) : say.never();
      return say.visits(n, days, condition.at ?? []);
    case 'spend':
      return say.spend(n, days, condition.at ?? []);
    case 'average':
      return is === null ? say.noOrder() : say.average(Math.round(n), days);
    case 'bought':
    case 'product':
    case 'category':
      return say.bought(condition.name, n, days);
    case 'claimed':
    case 'used':
      return say[condition.field](n, days, condition.of ?? []);
    case 'unused':
      return say.unused(n, condition.last);
    case 'points':
      return say.points(n);
    case 'rating':
      return is === null ? say.noRating() : say.rating(n);
    case 'last-visit':
      return is ? say.lastVisit(ago(is)) : say.never();
    case 'first-visit':
      return is ? say.firstVisit(ago(is)) : say.never();
    case 'joined':
      return say.joined(ago(is));
    case 'birthday':
      return is === null ? say.noBirthday() : say.birthday(birthday(telling, n), telling.now);
    default:
      return tellOneOf(telling, one);
  }
}

/** The day on which the birthday comes next. */
function birthday({ shop, now }: Telling, mmdd: number): Date {
  const today = civilDate(now, shop.zone);
  const year = Number(today.slice(0, 4));
  const next = birthdayIn(year, mmdd);
  return new Date(`${daysBetween(today, next) < 0 ? birthdayIn(year + 1, mmdd) : next}T12:00:00Z`);
}

function tellOneOf({ shop, t, language }: Telling, { condition, is }: Because): string {
  const say = t.segments.because;
  const asked = 'in' in condition ? (condition.in as string[]) : [];
  const text = is as string | null;
  const names = (is ?? []) as string[];
  const channels = (all: string[]) => all.map((one) => t.broadcasts.channelName(one));
  switch (condition.field) {
    case 'tier':
      if (!is) return say.noTier();
      return say.tier(typeof is === 'string' ? is : inLanguage(is as Record<string, string>, language, shop.language));
    case 'store':
      return text ? say.store(text) : say.noStore();
    case 'city':
      return text ? say.city(text) : say.noCity();
    case 'language':
      return say.language(languageName(text as Language));
    case 'tag':
      return names.length > 0 ? say.tag(names) : say.noTag(asked);
    case 'channel':
      return names.length > 0 ? say.channel(channels(names)) : say.noChannel(channels(asked));
    case 'segment':
      return names.length > 0 ? say.list(names) : say.noList(asked);
    default:
      return text ? say.state(text) : say.never();
  }
}
