import type { EntityManager } from 'typeorm';
import { campaignCard } from '../campaigns/campaign-card.ts';
import { storeNames } from '../campaigns/describe-terms.ts';
import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { sealMessages, unsealMessages } from '../chat/sealed.ts';
import { type Claimable, findClaimable } from '../coupons/claimable.ts';
import type { Shop } from '../shop.ts';
import type { Tx } from '../transaction.ts';
import { languages } from '../words/index.ts';
import { type Facts, fillBlanks, type Texts } from './blanks.ts';
import type { Plan } from './plan.ts';

type Drawing = Pick<Tx, 'shop' | 'now'> & { db: EntityManager };

/**
 * What a broadcast says, in any language. It is drawn once for everybody, so it does not say how many are left; and it
 * has the free way out in it.
 */
export async function broadcastMessage(
  { db, shop, now }: Drawing,
  { campaign, terms }: Claimable,
): Promise<(language: string) => Message> {
  const stores = await storeNames({ db }, terms);
  return (language) => {
    const card = campaignCard(shop, language, { campaign: { ...campaign, stock: null }, terms }, now, { stores });
    const stop = { label: shop.words(language).broadcasts.noMoreOffers(), says: '/stop' };
    return { ...card, buttons: [...(card.buttons ?? []), stop] };
  };
}

/** The marketer's text with its blanks as they are, and the card that stands below it. */
interface Frozen {
  lead?: string;
  card: object[];
}

/** What each variant of a plan says in each language: never changed once the recipients are frozen. */
export async function freezeMessages(tx: Drawing, campaignId: string, plan: Plan): Promise<Record<string, Frozen>[]> {
  const kinds = [{ campaign: campaignId, texts: plan.texts }, ...plan.variants];
  const frozen: Record<string, Frozen>[] = [];
  for (const { campaign, texts } of kinds) {
    const draw = await broadcastMessage(tx, (await findClaimable(tx.db, campaign))!);
    const said = (language: string) => ({ ...leadIn(texts, language, tx), card: sealMessages([draw(language)]) });
    frozen.push(Object.fromEntries(languages.map((language) => [language, said(language)])));
  }
  return frozen;
}

const leadIn = (texts: Texts | undefined, language: string, { shop }: Drawing) => {
  const lead = inLanguage(texts, language, shop.language);
  return lead ? { lead } : {};
};

/** Draws what was frozen, for everybody or for one person. */
export function thaw(shop: Shop, stored: unknown, variant: number, language: string): (facts?: Facts) => Message[] {
  const said = (stored as Record<string, Frozen>[])[variant]!;
  const { lead, card } = said[language] ?? said[shop.language]!;
  const [first, ...more] = unsealMessages(shop, card);
  return (facts) => {
    if (!lead || !first) return first ? [first, ...more] : more;
    const own = facts ? fillBlanks(lead, facts, shop.words(language)) : lead;
    return [{ ...first, text: `${own}\n\n${first.text}` }, ...more];
  };
}

/** What one member of staff would get, as a test. */
export async function testMessage(
  tx: Tx,
  claimable: Claimable,
  texts: Texts | undefined,
  language: string,
  facts: Facts,
) {
  const message = (await broadcastMessage(tx, claimable))(language);
  const lead = inLanguage(texts, language, tx.shop.language);
  return lead
    ? { ...message, text: `${fillBlanks(lead, facts, tx.shop.words(language))}\n\n${message.text}` }
    : message;
}
