import { Campaign } from '../../entities/campaign.ts';
import { CampaignTerms } from '../../entities/campaign-terms.ts';
import { civilDate, endOfDay } from '../lib/dates.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, authorise, staffId } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import { auditCampaign, lockCampaign } from './lock-campaign.ts';
import { type CampaignInput, campaignSchema, type Terms } from './terms.ts';

/** What of a campaign is to be different; `null` takes a condition or a limit away. */
export interface Change {
  terms?: { [K in keyof Terms]?: Terms[K] | null };
  stock?: number | null;
  perCustomer?: number;
  perDay?: number | null;
  budgetMinor?: number | null;
  giftStock?: number | null;
  claimFrom?: string;
  claimUntil?: string | null;
}

/**
 * Changes a campaign from this instant on. Terms become a new version, and coupons that people hold keep theirs. A limit
 * never goes below what is used of it already. Changing nothing makes no version.
 */
export async function changeTerms(tx: Tx, by: Actor, campaignId: string, change: Change): Promise<Campaign> {
  authorise(by, 'publish');
  const campaign = await lockCampaign(tx, campaignId);
  const before = await termsNow(tx, campaign);
  const { terms, ...limits } = read(campaign, before, change);
  refuseTooLow(tx, campaign, limits);
  const newTerms = JSON.stringify(sorted(terms)) !== JSON.stringify(sorted(before));
  if (newTerms) refusePast(tx, terms, before, campaign.zone);
  const changed = Object.entries(limits).filter(([name, value]) => differs(campaign[name as keyof Campaign], value));
  if (!newTerms && changed.length === 0) return campaign;

  const version = campaign.version + 1;
  const termsVersion = campaign.termsVersion + (newTerms ? 1 : 0);
  if (newTerms) {
    await tx.db.insert(CampaignTerms, {
      campaignId,
      version: termsVersion,
      terms: terms as object,
      createdBy: staffId(by),
      createdAt: tx.now,
    });
  }
  await tx.db.update(
    Campaign,
    { id: campaignId },
    { ...limits, ...dayNow(tx, campaign), overrunMinor: overrun(campaign, limits.budgetMinor), version, termsVersion },
  );
  const facts = { version, termsVersion, ...Object.fromEntries(changed), ...(newTerms ? { before, terms } : {}) };
  await auditCampaign(tx, by, 'change-campaign', campaignId, facts);
  return tx.db.findOneByOrFail(Campaign, { id: campaignId });
}

async function termsNow(tx: Tx, { id, termsVersion }: Campaign): Promise<Terms> {
  const { terms } = await tx.db.findOneByOrFail(CampaignTerms, { campaignId: id, version: termsVersion });
  return terms as Terms;
}

type Limits = Pick<
  Campaign,
  'stock' | 'perCustomer' | 'perDay' | 'budgetMinor' | 'giftStock' | 'claimFrom' | 'claimUntil'
>;

/** The campaign as it will be, by the rules that it was published by. */
function read(campaign: Campaign, before: Terms, { terms = {}, ...limits }: Change): Limits & { terms: Terms } {
  const { purpose, stock, perCustomer, perDay, budgetMinor, giftStock, claimFrom, claimUntil } = campaign;
  const kept = { stock, perCustomer, perDay, budgetMinor, giftStock };
  const window = { claimFrom: claimFrom.toISOString(), claimUntil: claimUntil?.toISOString() ?? null };
  const merged = Object.entries({ ...before, ...terms }).filter(([, value]) => value !== null && value !== undefined);
  const input = { purpose, terms: Object.fromEntries(merged), ...kept, ...window, ...limits } as CampaignInput;
  const { data, error } = campaignSchema.safeParse(input);
  if (!data) {
    const { path, message } = error.issues[0]!;
    throw new Refusal('terms-invalid', { field: path.join('.') || 'body', problem: message });
  }
  const from = new Date(data.claimFrom!);
  const until = data.claimUntil ? new Date(data.claimUntil) : null;
  if (until && until <= from)
    throw new Refusal('terms-invalid', { field: 'claimUntil', problem: 'must be after claimFrom' });
  const { purpose: _, ref: __, ...rest } = data;
  return { ...rest, claimFrom: from, claimUntil: until };
}

function refuseTooLow(tx: Tx, campaign: Campaign, limits: Limits): void {
  const { claimed, committedMinor, giftsGiven, zone } = campaign;
  const today = campaign.day === civilDate(tx.now, zone) ? campaign.claimedToday : 0;
  const used = [
    ['stock', claimed],
    ['perDay', today],
    ['budgetMinor', committedMinor],
    ['giftStock', giftsGiven],
  ] as const;
  for (const [what, least] of used) {
    const limit = limits[what];
    if (limit !== null && limit !== campaign[what] && limit < least)
      throw new Refusal('limit-too-low', { what, least });
  }
  const { claimUntil } = limits;
  if (claimUntil && differs(campaign.claimUntil, claimUntil) && claimUntil <= tx.now) {
    throw new Refusal('time-past', { at: claimUntil, now: tx.now });
  }
}

/** A last day that has passed already would give out dead coupons. */
function refusePast(tx: Tx, { validity }: Terms, { validity: before }: Terms, zone: string): void {
  if (!('until' in validity) || ('until' in before && before.until === validity.until)) return;
  const at = endOfDay(validity.until, zone);
  if (at <= tx.now) throw new Refusal('time-past', { at, now: tx.now });
}

/** The count of a day that is over must not stand against a new limit per day. */
function dayNow(tx: Tx, { day, zone }: Campaign): Partial<Campaign> {
  const today = civilDate(tx.now, zone);
  return day === null || day === today ? {} : { day: today, claimedToday: 0 };
}

const overrun = ({ committedMinor }: Campaign, budget: number | null) =>
  budget === null ? 0 : Math.max(committedMinor - budget, 0);

const differs = (before: unknown, after: unknown) =>
  before instanceof Date && after instanceof Date ? before.getTime() !== after.getTime() : before !== after;

/** Fields in one order, whatever order they came in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value) || value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, inner]) => [name, sorted(inner)]));
}
