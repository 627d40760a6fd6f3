import { type Secrets, spellCode } from '../lib/codes.ts';
import type { Shop } from '../shop.ts';
import type { CodeCard, Message } from './channel.ts';

/** Draws the card of a coupon's code; `secrets` are its own, where they are at hand. */
export function codeCard(shop: Shop, couponId: string, secrets?: Secrets): CodeCard {
  const text = spellCode(secrets?.code ?? shop.codes.codeOf(couponId));
  const token = secrets?.token ?? shop.codes.tokenOf(couponId);
  return { text, token, link: shop.publicUrl ? `${shop.publicUrl}/q/${token}` : text };
}

// Stands for a secret in a stored text; names and texts of people are kept without letters of private use.
const BLANK = '\u{e000}';

interface Stored extends Omit<Message, 'code' | 'secret'> {
  code?: { token: string };
  /** Sizes of the groups in which the secret is spelled. */
  secret?: { purpose: string; id: string; groups: number[] };
}

/** Messages as they are stored: a code is kept as its token only, and a secret as its id, so that none lies in the database. */
export function sealMessages(messages: Message[]): object[] {
  return messages.map(({ code, secret, ...rest }): Stored => {
    const sealed = code ? { ...rest, code: { token: code.token } } : rest;
    if (!secret) return sealed;
    const { text, purpose, id } = secret;
    const groups = text.split('-').map((group) => group.length);
    return { ...replaced(sealed, text, BLANK), secret: { purpose, id, groups } };
  });
}

/** Stored messages as they are sent. */
export function unsealMessages(shop: Shop, stored: unknown): Message[] {
  return (stored as Stored[]).map(({ code, secret, ...rest }) => {
    const couponId = code && shop.codes.couponOf(code.token);
    const message = couponId ? { ...rest, code: codeCard(shop, couponId) } : rest;
    if (!secret) return message;
    const { purpose, id, groups } = secret;
    const text = inGroups(groups, (symbols) => shop.codes.secretOf(purpose, id, symbols));
    return { ...replaced(message, BLANK, text), secret: { text, purpose, id } };
  });
}

/** A secret stands in the text, or in the link of a button. */
function replaced<M extends Pick<Message, 'text' | 'buttons'>>(message: M, from: string, to: string): M {
  const buttons = message.buttons?.map((button) =>
    'opens' in button ? { ...button, opens: button.opens.replaceAll(from, to) } : button,
  );
  return { ...message, text: message.text.replaceAll(from, to), ...(buttons && { buttons }) };
}

function inGroups(sizes: number[], secretOf: (symbols: number) => string): string {
  const ends = sizes.map((_, at) => sizes.slice(0, at + 1).reduce((sum, size) => sum + size, 0));
  const secret = secretOf(ends.at(-1)!);
  return sizes.map((size, at) => secret.slice(ends[at]! - size, ends[at])).join('-');
}
