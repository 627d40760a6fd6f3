import { Campaign } from '../../entities/campaign.ts';
import { type Terms, worstOf } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { Refusal } from '../refusal.ts';
import { type Actor, actorName, authorise } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';

/** What the shop has chosen about feedback. */
export interface FeedbackSettings {
  /** At most one question for each person in so many days; 0: nobody is asked. */
  askDays: number;
  /** Whether people who slip away are asked why; not unless the shop wants it, for every question is a message of marketing. */
  survey: boolean;
  /** The campaign of which a coupon makes up for something; null: none. */
  offerCampaignId: string | null;
  /** What such coupons may cost in a calendar month of the shop, in minor units. */
  offerBudgetMinor: number;
}

/** Days between two questions to one person, unless the shop has chosen others. */
export const DEFAULT_ASK_DAYS = 14;
/** Where each is kept. */
export const KEYS = {
  askDays: 'feedback.ask_days',
  survey: 'feedback.survey',
  offerCampaignId: 'feedback.offer_campaign',
  offerBudgetMinor: 'feedback.offer_budget_minor',
} as const;

/** The settings as they are; what was never chosen is at its default. */
export async function feedbackSettings({ db }: Pick<Tx, 'db'>): Promise<FeedbackSettings> {
  const rows: { key: string; value: string }[] = await db.query('select key, value from setting where key = any($1)', [
    Object.values(KEYS),
  ]);
  const said = new Map(rows.map(({ key, value }) => [key, value]));
  return {
    askDays: Number(said.get(KEYS.askDays) ?? DEFAULT_ASK_DAYS),
    survey: said.get(KEYS.survey) === 'on',
    offerCampaignId: said.get(KEYS.offerCampaignId) ?? null,
    offerBudgetMinor: Number(said.get(KEYS.offerBudgetMinor) ?? 0),
  };
}

/** Locks what is chosen about offers until the transaction ends: of two who offer at once, the second counts the first's. */
export async function lockOffers({ db }: Pick<Tx, 'db'>): Promise<void> {
  await db.query('select 1 from setting where key = $1 for update', [KEYS.offerBudgetMinor]);
}

/** What an owner can change; `offer: null` ends offers. */
export interface FeedbackChange {
  askDays?: number;
  survey?: boolean;
  offer?: { campaign: string; budgetMinor: number } | null;
}

/** Changes settings. Refuses a campaign that nobody knows, and one whose coupons could cost any sum. */
export async function changeFeedbackSettings(tx: Tx, by: Actor, change: FeedbackChange): Promise<FeedbackSettings> {
  authorise(by, 'change-feedback');
  if (change.askDays !== undefined) await keep(tx, KEYS.askDays, String(change.askDays));
  if (change.survey !== undefined) await keep(tx, KEYS.survey, change.survey ? 'on' : 'off');
  if (change.offer === null) {
    await tx.db.query('delete from setting where key = any($1)', [[KEYS.offerCampaignId, KEYS.offerBudgetMinor]]);
  } else if (change.offer) {
    const { campaign, budgetMinor } = change.offer;
    const found = await findClaimable(tx.db, campaign);
    if (!found || found.campaign.purpose === 'birthday') throw new Refusal('campaign-unknown');
    if (worstOf(found.terms) === undefined) throw new Refusal('offer-unbounded');
    await keep(tx, KEYS.offerCampaignId, found.campaign.id);
    await keep(tx, KEYS.offerBudgetMinor, String(budgetMinor));
  }
  await tx.db.query('insert into audit (actor, act, subject, facts, at) values ($1, $2, $3, $4, $5)', [
    actorName(by),
    'change-feedback',
    'feedback',
    change,
    tx.now,
  ]);
  return feedbackSettings(tx);
}

async function keep({ db }: Tx, key: string, value: string): Promise<void> {
  await db.query('insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = $2', [
    key,
    value,
  ]);
}

/** The campaign that makes up for something, where one is chosen and still there. */
export async function offeredCampaign(
  tx: Tx,
  { offerCampaignId: id }: FeedbackSettings,
): Promise<{ campaign: Campaign; terms: Terms } | undefined> {
  return id && (await tx.db.existsBy(Campaign, { id })) ? findClaimable(tx.db, id) : undefined;
}
