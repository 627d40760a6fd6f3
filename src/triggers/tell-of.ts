import { Coupon } from '../../entities/coupon.ts';
import { storeNames } from '../campaigns/describe-terms.ts';
import { inLanguage, type Terms } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { couponCard } from '../coupons/coupon-card.ts';
import { heldTerms } from '../coupons/wallet.ts';
import { post } from '../outbox/post.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { fillBlanks } from './fill-blanks.ts';
import type { Given } from './give.ts';
import { isRecipe } from './recipes.ts';
import { isAlert, noteForStaff } from './tell-staff.ts';
import { type Due, reachesOut } from './why-not.ts';

const TOO_LATE_MS = 2 * 86_400_000;

/** Tells the person what they were given, and the staff where that was asked for. */
export async function tellOf(tx: Tx, due: Due, given: Given): Promise<void> {
  const { trigger, rule, effect, person } = due;
  const { customer } = person;
  const coupon = given.couponId ? await heldCoupon(tx, given.couponId) : undefined;
  if (reachesOut(trigger, rule)) {
    const marketing = rule.class === 'marketing';
    await post(tx, customer.id, {
      subject: `trigger:${effect.id}`,
      class: rule.class,
      ...(marketing ? { expiresAt: new Date(tx.now.getTime() + TOO_LATE_MS) } : {}),
      say: (t) => messages(tx, t, due, coupon),
    });
  }
  if (rule.give.tellStaff && !isAlert(due)) await noteForStaff(tx, due);
}

interface HeldCoupon {
  coupon: Coupon;
  terms: Terms;
  zone: string;
  stores: string[];
}

async function heldCoupon(tx: Tx, id: string): Promise<HeldCoupon> {
  const coupon = await tx.db.findOneByOrFail(Coupon, { id });
  const { terms, zone } = await heldTerms(tx, coupon);
  return { coupon, terms, zone, stores: await storeNames(tx, terms) };
}

/** What they read: why they hear from us, then what they have, and for marketing the free way out. */
function messages(tx: Tx, t: Words, { trigger, rule, person }: Due, held: HeldCoupon | undefined): Message[] {
  const { name, language } = person.customer;
  const brand = tx.shop.language;
  const { text, points } = rule.give;
  const own = inLanguage(text, language, brand);
  const recipe = isRecipe(trigger.recipe) ? trigger.recipe : undefined;
  const facts = {
    name,
    brand: tx.shop.name,
    coupon: held && inLanguage(held.terms.name, language, brand),
    points: points === undefined ? undefined : t.triggers.number(points),
  };
  const said = own
    ? { text: fillBlanks(own, facts) }
    : recipe
      ? t.triggers.says[recipe](name)
      : t.triggers.says.other(name);
  const lines = [said.text, ...(points ? [t.triggers.gotPoints(points)] : [])];
  const first: Message = { ...said, text: lines.join('\n') };
  const stop = rule.class === 'marketing' ? [{ label: t.broadcasts.noMoreOffers(), says: '/stop' }] : [];
  if (!held)
    return [{ ...first, buttons: [...(points ? [{ label: t.chat.points(), says: '/points' }] : []), ...stop] }];
  const card = couponCard(tx.shop, language, held, tx.now, { stores: held.stores });
  return [first, { ...card, buttons: [...(card.buttons ?? []), ...stop] }];
}
