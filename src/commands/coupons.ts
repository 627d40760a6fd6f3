import { gives } from '../campaigns/describe-terms.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Button } from '../chat/channel.ts';
import { type WalletCoupon, wallet } from '../coupons/wallet.ts';
import { clip } from '../lib/plain-text.ts';
import type { Command, Said } from './command.ts';

const PAGE = 5;

/** `/coupons [page]`: the wallet, what can be used first on top. */
export const coupons: Command = {
  name: 'coupons',
  who: 'customer',
  async run(said) {
    const { tx, person, t, args } = said;
    const page = Math.max(1, Math.min(Number.parseInt(args, 10) || 1, 1000));
    const { coupons: held, total } = await wallet(tx, person.customer.id, page, PAGE);
    const pages = Math.max(1, Math.ceil(total / PAGE));
    if (held.length === 0) {
      const buttons = [{ label: t.chat.drops(), says: '/drops' }];
      return { title: t.coupons.walletTitle(), text: t.coupons.emptyWallet(), buttons };
    }
    const first = (page - 1) * PAGE;
    const lines = held.map((coupon, at) => `${first + at + 1}. ${line(said, coupon)}`);
    const buttons: Button[] = held.flatMap((coupon, at) =>
      coupon.state === 'issued'
        ? [{ label: label(said, coupon, first + at + 1), says: `/show ${tx.shop.codes.tokenOf(coupon.id)}` }]
        : [],
    );
    if (page > 1) buttons.push({ label: t.chat.back(), says: `/coupons ${page - 1}` });
    if (page < pages) buttons.push({ label: t.chat.more(), says: `/coupons ${page + 1}` });
    const foot = pages > 1 ? [t.coupons.page(page, pages)] : [];
    return { title: t.coupons.walletTitle(), text: [...lines, ...foot].join('\n\n'), buttons };
  },
};

function line({ tx, person, t }: Said, { terms, state, validUntil, usedAt, zone }: WalletCoupon): string {
  const name = inLanguage(terms.name, person.language, tx.shop.language);
  const what = gives(t, terms, person.language, tx.shop.language);
  const c = t.coupons;
  if (state === 'redeemed') return `✓ ${name} · ${what}\n${c.state.redeemed(usedAt!, tx.now)}`;
  if (state === 'revoked') return `✗ ${name} · ${what}\n${c.state.revoked()}`;
  if (state === 'expired') return `✗ ${name} · ${what}\n${c.state.expired(validUntil, tx.now)}`;
  const until =
    'hours' in terms.validity ? c.validUntil(validUntil, tx.now, zone) : c.validThrough(validUntil, tx.now, zone);
  return `${name} · ${what}\n${until}`;
}

/** A button's label: the number in the list, and as much of the name as fits every channel. */
function label({ tx, person }: Said, { terms }: WalletCoupon, number: number): string {
  const name = `${number}. ${inLanguage(terms.name, person.language, tx.shop.language)}`;
  return clip(name, 20);
}
