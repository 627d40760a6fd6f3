import { In } from 'typeorm';
import type { Broadcast } from '../../entities/broadcast.ts';
import { Segment } from '../../entities/segment.ts';
import { inLanguage } from '../campaigns/terms.ts';
import { findClaimable } from '../coupons/claimable.ts';
import type { Tx } from '../transaction.ts';
import type { Language } from '../words/index.ts';
import { freezeMessages, thaw } from './broadcast-message.ts';
import { type Plan, storedPlan } from './plan.ts';

/** What one kind of people gets: who they are, the campaign, and the message with its blanks as they were written. */
export interface Kind {
  who: string;
  campaign: string;
  title: string;
  text: string;
}

/** What each kind of people of a plan gets, in one language; of a broadcast that has begun, as it was frozen. */
export async function drawKinds(
  tx: Tx,
  language: Language,
  { campaignId, plan, messages }: Pick<Broadcast, 'campaignId' | 'messages'> & { plan: Plan },
): Promise<Kind[]> {
  const { audience } = tx.shop.words(language);
  const stored = messages ?? (await freezeMessages(tx, campaignId, plan));
  const ids = [...(plan.segment ? [plan.segment] : []), ...plan.variants.map(({ segment }) => segment)];
  const found = ids.length > 0 ? await tx.db.findBy(Segment, { id: In(ids) }) : [];
  const nameOf = (id: string) => found.find((one) => one.id === id)?.name ?? '';
  const own = plan.segment ? nameOf(plan.segment) : audience.everybody();
  // The first variant that fits is what somebody gets: the campaign's own is for the rest.
  const kinds = [
    ...plan.variants.map((one, at) => ({ at: at + 1, who: nameOf(one.segment), campaign: one.campaign })),
    ...(plan.rest === 'own' ? [{ at: 0, who: own, campaign: campaignId }] : []),
  ];
  const drawn: Kind[] = [];
  for (const { at, who, campaign } of kinds) {
    const { terms } = (await findClaimable(tx.db, campaign))!;
    const [first] = thaw(tx.shop, stored, at, language)();
    const name = inLanguage(terms.name, language, tx.shop.language);
    drawn.push({ who, campaign: name, title: first?.title ?? '', text: first?.text ?? '' });
  }
  return drawn;
}

/** The same of a broadcast that is there. */
export const kindsOf = (tx: Tx, language: Language, { campaignId, plan, messages }: Broadcast): Promise<Kind[]> =>
  drawKinds(tx, language, { campaignId, plan: storedPlan(plan), messages });
