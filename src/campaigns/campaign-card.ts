import type { Message } from '../chat/channel.ts';
import type { Claimable } from '../coupons/claimable.ts';
import { endOfDay, wallTime } from '../lib/dates.ts';
import type { Shop } from '../shop.ts';
import type { Words } from '../words/index.ts';
import { conditions, gives } from './describe-terms.ts';
import { inLanguage } from './terms.ts';

// Below this the number left is said: it is honest, and it is news.
const SAY_LEFT_BELOW = 100;

/** A campaign as people see it before they claim: name, what it gives, all its terms, and the way to claim it. */
export function campaignCard(
  shop: Shop,
  language: string,
  { campaign, terms }: Claimable,
  now: Date,
  more: { stores?: string[]; held?: boolean; why?: string } = {},
): Message {
  const t = shop.words(language);
  const c = t.coupons;
  const open = campaign.claimFrom <= now;
  const left = campaign.stock === null ? null : campaign.stock - campaign.claimed;
  const facts = c.facts([
    gives(t, terms, language, shop.language),
    ...conditions(t, terms, more.stores ?? [], language, shop.language),
  ]);
  const lines = [
    facts,
    inLanguage(terms.description, language, shop.language),
    validityOf(t, { campaign, terms }, now),
  ];
  if (!open) lines.push(c.from(campaign.claimFrom, now, campaign.zone));
  else if (left === 0) lines.push(c.allGone());
  else if (left !== null && left < SAY_LEFT_BELOW) lines.push(c.left(left));
  if (open && campaign.claimUntil) lines.push(claimEnd(t, campaign.claimUntil, now, campaign.zone));
  if (more.held) lines.push(c.youHaveIt());
  if (more.why) lines.push(more.why);
  return {
    title: inLanguage(terms.name, language, shop.language),
    text: lines.filter(Boolean).join('\n'),
    ...(terms.image ? { image: terms.image } : {}),
    buttons: buttons(t, campaign.ref, open && (left !== 0 || more.held === true), more.held),
  };
}

/** Midnight is called by the day before it. */
function claimEnd(t: Words, until: Date, now: Date, zone: string): string {
  const last = new Date(until.getTime() - 1);
  return wallTime(until, zone) === '00:00'
    ? t.coupons.claimThrough(last, now, zone)
    : t.coupons.until(until, now, zone);
}

function buttons(t: Words, ref: string, claimable: boolean, held = false): Message['buttons'] {
  if (held) return [{ label: t.coupons.show(), says: `/claim ${ref}` }];
  return claimable ? [{ label: t.coupons.claim(), says: `/claim ${ref}` }] : [];
}

function validityOf(t: Words, { terms, campaign }: Claimable, now: Date): string {
  const { validity } = terms;
  if ('hours' in validity) return t.coupons.validHours(validity.hours);
  if ('days' in validity) return t.coupons.validDays(validity.days);
  return t.coupons.validThrough(endOfDay(validity.until, campaign.zone), now, campaign.zone);
}
