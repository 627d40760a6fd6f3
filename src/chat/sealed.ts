import { type Secrets, spellCode } from '../lib/codes.ts';
import type { Shop } from '../shop.ts';
import type { CodeCard, Message } from './channel.ts';

/** Draws the card of a coupon's code; `secrets` are its own, where they are at hand. */
export function codeCard(shop: Shop, couponId: string, secrets?: Secrets): CodeCard {
  const text = spellCode(secrets?.code ?? shop.codes.codeOf(couponId));
  const token = secrets?.token ?? shop.codes.tokenOf(couponId);
  return { text, token, link: shop.publicUrl ? `${shop.publicUrl}/q/${token}` : text };
}

/** Messages as they are stored: a code is kept as its token only, so that no code lies in the database. */
export function sealMessages(messages: Message[]): object[] {
  return messages.map(({ code, ...rest }) => (code ? { ...rest, code: { token: code.token } } : rest));
}

/** Stored messages as they are sent. */
export function unsealMessages(shop: Shop, stored: unknown): Message[] {
  return (stored as (Omit<Message, 'code'> & { code?: { token: string } })[]).map(({ code, ...rest }) => {
    const couponId = code && shop.codes.couponOf(code.token);
    return couponId ? { ...rest, code: codeCard(shop, couponId) } : rest;
  });
}
