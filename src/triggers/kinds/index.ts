import type { Find, Look, Place } from '../look.ts';
import type { When } from '../rule.ts';
import { away } from './away.ts';
import { anniversary, birthday, couponExpiring } from './calendar.ts';
import { couponUsed, event, joined, points, rating, tag, tier } from './happenings.ts';
import { purchase, purchases, spend, visit } from './purchases.ts';

/** How each kind finds what has happened. A new kind is a schema in rule.ts, a statement here, and its words. */
const kinds: { [K in When['kind']]: Find<K> } = {
  joined,
  purchase,
  purchases,
  visit,
  spend,
  points,
  tier,
  'coupon-used': couponUsed,
  'coupon-expiring': couponExpiring,
  away,
  birthday,
  anniversary,
  rating,
  tag,
  event,
};

/** Kinds that come with the calendar rather than with something recorded. */
export const byCalendar: ReadonlySet<When['kind']> = new Set(['birthday', 'anniversary']);

/** The statement of a kind. */
export const find = (when: When, look: Look, place: Place): string => (kinds[when.kind] as Find)(when, look, place);
