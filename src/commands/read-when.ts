import { findClaimable } from '../coupons/claimable.ts';
import { readTag } from '../customers/tags.ts';
import { readAmount } from '../lib/money.ts';
import { cleanName } from '../lib/plain-text.ts';
import { Refusal } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import { type RuleInput, type When, whenSchema } from '../triggers/rule.ts';

export const kinds = whenSchema.options.map(({ shape }) => shape.kind.value) as When['kind'][];
export const isKind = (word: string): word is When['kind'] => (kinds as string[]).includes(word);

const ALL = /^(all|any|everything|全部|所有|都算)$/i;
const EACH = /^(each|every|每|每次|每滿|每满)$/i;

/**
 * What has to happen, as a person types it after the kind: `3 30 Coffee`, `5000 each`. Undefined when that does not say it, and
 * has to be asked for. Refuses a campaign that there is not.
 */
export async function readWhen(tx: Tx, kind: When['kind'], typed: string): Promise<When | undefined> {
  const text = typed.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (!text && asks.has(kind)) return undefined;
  const read = whenSchema.safeParse(await partsOf(tx, kind, text));
  return read.success ? read.data : undefined;
}

/** Kinds that mean nothing without more. */
const asks: ReadonlySet<string> = new Set(
  kinds.filter((kind) => !['joined', 'birthday', 'anniversary'].includes(kind)),
);

async function partsOf(tx: Tx, kind: When['kind'], text: string): Promise<RuleInput['when'] | object> {
  const [first = '', second = '', ...others] = text.split(' ');
  const all = ALL.test(text);
  const name = cleanName(text);
  switch (kind) {
    case 'purchase':
      return { kind, ...(!all && { category: name }) };
    case 'purchases': {
      const category = cleanName(others.join(' '));
      return { kind, count: number(first), days: number(second), ...(category && { category }) };
    }
    case 'visit':
      return { kind, count: number(text) };
    case 'spend':
      return { kind, amountMinor: readAmount(first, tx.shop.currency), every: EACH.test(second) };
    case 'points':
      return { kind, balance: number(text) };
    case 'tier':
      return { kind, ...(!all && { tier: await tierOf(tx, text) }) };
    case 'coupon-used':
      return { kind, ...(!all && { campaignId: await campaignOf(tx, text) }) };
    case 'coupon-expiring':
      return { kind, days: number(text) };
    case 'away':
      return { kind, times: number(first), own: /^own$/i.test(second) };
    case 'rating':
      return { kind, most: number(text) };
    case 'tag':
      return { kind, tag: readTag(text) };
    case 'event':
      return { kind, name };
    default:
      return { kind };
  }
}

const number = (text: string) =>
  /^\d{1,9}(\.\d)?$/.test(text.replaceAll(',', '')) ? Number(text.replaceAll(',', '')) : undefined;

async function campaignOf(tx: Tx, ref: string): Promise<string> {
  const found = await findClaimable(tx.db, ref);
  if (!found) throw new Refusal('campaign-unknown');
  return found.campaign.id;
}

async function tierOf(tx: Tx, name: string): Promise<string> {
  const rows: { name: string }[] = await tx.db.query('select name from tier order by rank');
  const found = rows.find((one) => one.name === name.toLowerCase());
  if (!found) throw new Refusal('tier-unknown', { tiers: rows.map((one) => one.name) });
  return found.name;
}
