import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { findClaimable } from '../coupons/claimable.ts';
import { feedbackCard } from '../feedback/feedback-card.ts';
import { feedbackFigures } from '../feedback/feedback-figures.ts';
import { listFeedback } from '../feedback/list-feedback.ts';
import { spentThisMonth } from '../feedback/offer-now.ts';
import {
  changeFeedbackSettings,
  type FeedbackChange,
  type FeedbackSettings,
  feedbackSettings,
  offeredCampaign,
} from '../feedback/settings.ts';
import { readAmount } from '../lib/money.ts';
import { Refusal } from '../refusal.ts';
import { authorise, may } from '../staff/actor.ts';
import { listStores, storeNamed } from '../stores/list-stores.ts';
import type { Command, Said } from './command.ts';
import { staffOnly } from './staff-only.ts';

const DAYS = 30;
const LATEST = 5;
const MOST_DAYS = 365;

/** `/feedback [store | REF | rules | ask 14 | survey on | offer REF 3000]`: what customers say, and how they are asked. */
export const feedback: Command = {
  name: 'feedback',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, args } = said;
    authorise(by, 'read-figures');
    const change = readChange(said, args);
    if (change) return rules(said, await changeFeedbackSettings(tx, by, change));
    if (/^rules$/i.test(args)) return rules(said, await feedbackSettings(tx));
    const what = args ? await named(said) : undefined;
    const since = new Date(tx.now.getTime() - DAYS * 86_400_000);
    const which = { since, ...what?.which };
    const figures = await feedbackFigures(tx, by, which);
    const latest = await listFeedback(tx, by, { ...which, withWords: true, size: LATEST });
    const message = feedbackCard(tx, said.t, said.person.language, { figures, latest, days: DAYS, of: what?.name });
    const toRules = may(by, 'change-feedback') ? [{ label: said.t.feedback.toRules(), says: '/feedback rules' }] : [];
    return { ...message, buttons: [...(message.buttons ?? []), ...toRules] };
  },
};

/** The store or campaign that is asked about. */
async function named({ tx, args, person }: Said) {
  const store = storeNamed(await listStores(tx), args);
  if (store) return { name: store.name, which: { storeId: store.id } };
  const found = await findClaimable(tx.db, args);
  if (!found) throw new Refusal('rules-shape');
  const name = inLanguage(found.terms.name, person.language, tx.shop.language);
  return { name, which: { campaignId: found.campaign.id } };
}

function readChange({ tx }: Said, args: string): FeedbackChange | undefined {
  const [verb = '', value = '', amount = ''] = args.normalize('NFKC').trim().toLowerCase().split(/\s+/);
  if (verb === 'ask') {
    const days = value === 'off' ? 0 : Number(value || Number.NaN);
    if (!Number.isInteger(days) || days < 0 || days > MOST_DAYS) throw new Refusal('rules-shape');
    return { askDays: days };
  }
  if (verb === 'survey') {
    if (value !== 'on' && value !== 'off') throw new Refusal('rules-shape');
    return { survey: value === 'on' };
  }
  if (verb !== 'offer') return undefined;
  if (value === 'off') return { offer: null };
  const budgetMinor = readAmount(amount, tx.shop.currency);
  if (!value || budgetMinor === undefined) throw new Refusal('rules-shape');
  return { offer: { campaign: value, budgetMinor } };
}

async function rules({ tx, t, person }: Said, settings: FeedbackSettings): Promise<Message> {
  const offered = await offeredCampaign(tx, settings);
  const { askDays, survey, offerBudgetMinor: budget } = settings;
  const text = t.feedback.rules({
    askDays,
    survey,
    offer: offered ? inLanguage(offered.terms.name, person.language, tx.shop.language) : null,
    budget,
    left: Math.max(0, budget - (await spentThisMonth(tx))),
  });
  return { title: t.feedback.rulesTitle(), text: `${text}\n\n${t.feedback.rulesHow()}` };
}
