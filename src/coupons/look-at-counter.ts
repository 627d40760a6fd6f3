import type { Terms } from '../campaigns/terms.ts';
import { readCode } from '../lib/codes.ts';
import { bareList, textList } from '../lib/pg-list.ts';
import { Refusal } from '../refusal.ts';
import type { Shop } from '../shop.ts';
import type { Place } from '../stores/where.ts';

/** How the counter names a coupon: what was typed or scanned, the signed token of a link, or its id (API only). */
export type Named = { code: string } | { token: string } | { couponId: string };

/** A coupon as it lies on the counter, with the terms it was claimed under. */
export interface AtCounter {
  couponId: string;
  campaignId: string;
  customerId: string;
  couponState: 'issued' | 'redeemed' | 'expired' | 'revoked';
  validUntil: Date;
  terms: Terms;
  campaignZone: string;
  /** Null when the campaign's gifts are not counted. */
  giftsLeft: number | null;
  holderName: string | null;
  holderLanguage: string;
  redemptionId: string | null;
  usedAt: Date | null;
  usedStore: string | null;
  usedStaff: string | null;
  stores: Place[];
}

/** What the database finds a coupon by: its id, or the hash of a code that must be its own. */
export type Sought = { couponId: string } | { code: string; hash: string };

/** Reads how a coupon is named; refuses what names none. */
export function sought({ codes }: Pick<Shop, 'codes'>, named: Named): Sought {
  if ('couponId' in named) return named;
  if ('token' in named) {
    const couponId = codes.couponOf(named.token);
    if (!couponId) throw new Refusal('code-shape');
    return { couponId };
  }
  const read = readCode(named.code);
  if ('wrong' in read) throw new Refusal(read.wrong === 'typo' ? 'code-typo' : 'code-shape');
  return { code: read.code, hash: codes.hashOf(read.code) };
}

/** The statement that looks at many coupons at once. */
export function lookStatement(all: readonly Sought[]) {
  return {
    name: 'coupons_at_counter',
    text: 'select * from coupons_at_counter($1, $2)',
    values: [
      textList(all.map((one) => ('couponId' in one ? one.couponId : null))),
      bareList(all.map((one) => ('hash' in one ? one.hash : null))),
    ],
  };
}

type Row = { [Field in keyof AtCounter]: AtCounter[Field] | null } & { place: number };

/** Reads its rows; undefined stands for a coupon that does not exist. */
export function readLook(
  { codes }: Pick<Shop, 'codes'>,
  all: readonly Sought[],
  rows: readonly Row[],
): (AtCounter | undefined)[] {
  const found: (AtCounter | undefined)[] = all.map(() => undefined);
  const stores = rows.find(({ place }) => place === 1)?.stores ?? [];
  for (const { place, ...row } of rows) {
    const one = all[place - 1]!;
    // The hash has 64 bits of its own; that the code is the coupon's own is worked out, not believed.
    if (!row.couponId || ('code' in one && codes.codeOf(row.couponId) !== one.code)) continue;
    found[place - 1] = { ...(row as AtCounter), stores };
  }
  return found;
}
