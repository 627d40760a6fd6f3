import { Coupon } from '../../entities/coupon.ts';
import { storeNames } from '../campaigns/describe-terms.ts';
import { claimCoupon } from '../coupons/claim-coupon.ts';
import { findDrop } from '../coupons/claimable.ts';
import { couponCard } from '../coupons/coupon-card.ts';
import { heldTerms } from '../coupons/wallet.ts';
import { Refusal } from '../refusal.ts';
import type { Command } from './command.ts';
import { drops } from './drops.ts';

/** `/claim <campaign>`: one tap for somebody we know. In a rush the same line is answered by `commands/rush.ts`. */
export const claim: Command = {
  name: 'claim',
  who: 'customer',
  async run(said) {
    const { tx, person, t, args } = said;
    if (!args) return drops.run(said);
    const claimable = await findDrop(tx.db, args);
    if (!claimable) throw new Refusal('campaign-unknown');
    const { channel } = person.identity;
    const id = await claimCoupon(tx, person.customer.id, claimable, channel, person.language);
    const coupon = await tx.db.findOneByOrFail(Coupon, { id });
    const { terms, zone } = await heldTerms(tx, coupon);
    const lead = coupon.claimedAt.getTime() === tx.now.getTime() ? t.coupons.yours() : t.coupons.stillYours();
    return couponCard(tx.shop, person.language, { coupon, terms, zone }, tx.now, {
      lead,
      stores: await storeNames(tx, terms),
    });
  },
};
