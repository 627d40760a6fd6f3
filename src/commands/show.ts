import { Coupon } from '../../entities/coupon.ts';
import { storeNames } from '../campaigns/describe-terms.ts';
import { couponCard } from '../coupons/coupon-card.ts';
import { heldTerms, wallet } from '../coupons/wallet.ts';
import { readCode } from '../lib/codes.ts';
import { Refusal } from '../refusal.ts';
import type { Command, Said } from './command.ts';
import { coupons } from './coupons.ts';

/** `/show <coupon>`: QR, bar code and readable code. The coupon is its number in the wallet, its token or its code. */
export const show: Command = {
  name: 'show',
  who: 'customer',
  async run(said) {
    const { tx, person, args } = said;
    if (!args) return coupons.run(said);
    const id = await named(said);
    const coupon = id && (await tx.db.findOneBy(Coupon, { id, customerId: person.customer.id }));
    if (!coupon) throw new Refusal('coupon-unknown');
    if (coupon.state !== 'issued' || coupon.validUntil <= tx.now) throw new Refusal('coupon-not-ready');
    const { terms, zone } = await heldTerms(tx, coupon);
    return couponCard(tx.shop, person.language, { coupon, terms, zone }, tx.now, {
      stores: await storeNames(tx, terms),
    });
  },
};

async function named({ tx, person, args }: Said): Promise<string | undefined> {
  if (/^\d{1,3}$/.test(args)) return (await wallet(tx, person.customer.id, Number(args), 1)).coupons[0]?.id;
  const read = readCode(args);
  if ('wrong' in read) return tx.shop.codes.couponOf(args);
  const [row] = await tx.db.query('select id from coupon where code_hash = $1', [tx.shop.codes.hashOf(read.code)]);
  return row?.id;
}
