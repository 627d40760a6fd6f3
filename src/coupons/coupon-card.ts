import type { Coupon } from '../../entities/coupon.ts';
import { conditions, gives } from '../campaigns/describe-terms.ts';
import { inLanguage, type Terms } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { codeCard } from '../chat/sealed.ts';
import type { Shop } from '../shop.ts';

/** What the card of a coupon needs to know. */
export interface Held {
  coupon: Pick<Coupon, 'id' | 'validUntil'>;
  terms: Terms;
  zone: string;
}

/** A coupon ready for the counter: its name, what it gives, until when, and its code. `lead` is said first. */
export function couponCard(
  shop: Shop,
  language: string,
  { coupon, terms, zone }: Held,
  now: Date,
  more: { lead?: string; stores?: string[] } = {},
): Message {
  const t = shop.words(language);
  const facts = t.coupons.facts([
    gives(t, terms, language, shop.language),
    ...conditions(t, terms, more.stores ?? [], language, shop.language),
  ]);
  // A civil end is midnight, which people call the day before; an elapsed end has a time of day.
  const valid =
    'hours' in terms.validity
      ? t.coupons.validUntil(coupon.validUntil, now, zone)
      : t.coupons.validThrough(coupon.validUntil, now, zone);
  return {
    title: inLanguage(terms.name, language, shop.language),
    text: [more.lead, facts, valid, t.coupons.showThis()].filter(Boolean).join('\n'),
    ...(terms.image ? { image: terms.image } : {}),
    code: codeCard(shop, coupon.id),
    buttons: [{ label: t.chat.coupons(), says: '/coupons' }],
  };
}
