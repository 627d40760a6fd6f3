import { Redemption } from '../../entities/redemption.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { couponOnPaper } from '../coupons/paper-number.ts';
import { redeemedToday } from '../coupons/redeemed-today.ts';
import { undoRedemption } from '../coupons/undo.ts';
import { readCode } from '../lib/codes.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise, may } from '../staff/actor.ts';
import { refuseWhilePaused, wrongCode } from '../staff/wrong-code.ts';
import type { Tx } from '../transaction.ts';
import type { Command } from './command.ts';
import { staffOnly } from './staff-only.ts';

/** `/undo [number|code|token] [reason]`: takes back the last redemption, or the one that is named. */
export const undo: Command = {
  name: 'undo',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, person } = said;
    if (!may(by, 'undo-any')) authorise(by, 'redeem');
    const what = await read(tx, by, said.args);
    try {
      const { terms, redemption, couponState, taken, owed } = await undoRedemption(tx, by, what);
      const name = inLanguage(terms.name, person.language, tx.shop.language);
      const { discountMinor, orderMinor } = redemption;
      const usable = couponState === 'issued';
      const due = orderMinor === null ? 0 : discountMinor;
      const revoked = couponState === 'revoked';
      return { text: t.counter.undone({ name, usable, revoked, discountMinor: due, taken, owed }) };
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'undo-reason-needed') throw error;
      // Nothing was written before this refusal: the reason is all that is missing.
      said.ask(`/undo ${(error as Refusal<'undo-reason-needed'>).facts[0].token}`);
      return { text: t.counter.askReason(), buttons: [{ label: t.chat.cancel(), says: '/cancel' }] };
    }
  },
};

async function read(tx: Tx, by: Actor, args: string): Promise<{ redemptionId?: string; reason: string }> {
  const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(args.trim())!;
  if (/^[A-Za-z0-9_-]{36}$/.test(first)) {
    return { redemptionId: await byToken(tx, tx.shop.codes.couponOf(first)), reason: rest };
  }
  if (/^\d{1,4}$/.test(first)) {
    const line = (await redeemedToday(tx, by)).lines.find(({ number }) => number === Number(first));
    if (!line) throw new Refusal('undo-unknown');
    return { redemptionId: line.id, reason: rest };
  }
  const onPaper = await couponOnPaper(tx, first);
  if (onPaper) return { redemptionId: await byToken(tx, onPaper), reason: rest };
  const { code, reason } = leadingCode(args);
  // Else a code with a typing error would pass for a reason, and the last redemption be taken back for it.
  if (!code && /\d/.test(first) && mistyped(first)) throw new Refusal('code-typo');
  if (!code) return { reason: args };
  // A guess counts here as it does at /check, or this would be the way around the pause.
  refuseWhilePaused(tx, by);
  const [coupon] = await tx.db.query('select id from coupon where code_hash = $1', [tx.shop.codes.hashOf(code)]);
  if (!coupon || tx.shop.codes.codeOf(coupon.id) !== code) throw await wrongCode(tx, by);
  return { redemptionId: await byToken(tx, coupon.id), reason };
}

/** A token names the redemption, or the coupon whose open redemption is meant. */
async function byToken(tx: Tx, id: string | undefined): Promise<string> {
  if (!id) throw new Refusal('undo-unknown');
  if (await tx.db.existsBy(Redemption, { id })) return id;
  const [last] = await tx.db.query(
    'select id from redemption where coupon_id = $1 order by undone_at is null desc, at desc limit 1',
    [id],
  );
  if (!last) throw new Refusal('undo-unknown');
  return last.id;
}

function mistyped(text: string): boolean {
  const read = readCode(text);
  return 'wrong' in read && read.wrong === 'typo';
}

/** A code may be written with spaces: the longest beginning that is one. */
function leadingCode(text: string): { code?: string; reason: string } {
  const words = text.trim().split(/\s+/);
  for (let n = Math.min(words.length, 13); n > 0; n--) {
    const read = readCode(words.slice(0, n).join(' '));
    if ('code' in read) return { code: read.code, reason: words.slice(n).join(' ') };
  }
  return { reason: text };
}
