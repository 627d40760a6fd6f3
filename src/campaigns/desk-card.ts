import type { Button, Message } from '../chat/channel.ts';
import type { Claimable } from '../coupons/claimable.ts';
import { type Actor, may, storeOf } from '../staff/actor.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import { standing } from './campaigns-page.ts';
import { conditions, gives, storeNames } from './describe-terms.ts';
import { inLanguage } from './terms.ts';

/** How many coupons of a campaign were used, where the reader is bound to a store in that store. */
export async function countRedeemed(tx: Tx, by: Actor, campaignId: string): Promise<number> {
  const [{ redeemed }] = await tx.db.query(
    `select count(*)::int as redeemed from redemption
     where campaign_id = $1 and undone_at is null and ($2::uuid is null or store_id = $2)`,
    [campaignId, storeOf(by)],
  );
  return redeemed;
}

/** Coupons of a campaign that people hold and can use. */
export async function countCoupons(tx: Tx, campaignId: string): Promise<{ open: number }> {
  const [row] = await tx.db.query(
    `select count(*)::int as open from coupon where campaign_id = $1 and state = 'issued' and valid_until > $2`,
    [campaignId, tx.now],
  );
  return row;
}

/** A campaign as its marketer sees it: how it stands, its terms and limits, and what can be done with it. */
export async function deskCard(
  tx: Tx,
  t: Words,
  language: string,
  by: Actor,
  claimable: Claimable,
  lead?: string,
): Promise<Message> {
  const lines = await deskLines(tx, t, language, by, claimable);
  return {
    title: inLanguage(claimable.terms.name, language, tx.shop.language),
    text: [...(lead ? [lead, ''] : []), ...lines].join('\n'),
    buttons: buttons(t.marketing, by, claimable),
  };
}

/** How a campaign stands, its terms and limits, a line each. */
export async function deskLines(
  tx: Tx,
  t: Words,
  language: string,
  by: Actor,
  { campaign, terms }: Claimable,
): Promise<string[]> {
  const m = t.marketing;
  const redeemed = await countRedeemed(tx, by, campaign.id);
  const brand = tx.shop.language;
  const facts = t.coupons.facts([
    gives(t, terms, language, brand),
    ...conditions(t, terms, await storeNames(tx, terms), language, brand),
  ]);
  const stands = m.standing(standing(campaign, tx.now));
  const lines = [
    `${campaign.ref} · ${stands}${campaign.purpose === 'drop' ? '' : ` · ${campaign.purpose === 'given' ? m.givenCampaign() : m.birthdayCampaign()}`}`,
    m.figures(campaign.claimed, campaign.stock, redeemed),
    facts,
    // A birthday coupon comes once a year, whatever the number says.
    ...(campaign.purpose === 'drop' ? [m.limit.person(campaign.perCustomer)] : []),
  ];
  if (campaign.perDay !== null) lines.push(m.limit.daily(campaign.perDay));
  if (campaign.budgetMinor !== null) lines.push(m.limit.budget(campaign.budgetMinor));
  if (campaign.giftStock !== null) lines.push(m.limit.gifts(campaign.giftStock));
  if (campaign.claimFrom > tx.now) lines.push(m.limit.from(campaign.claimFrom, tx.now, campaign.zone));
  lines.push(campaign.claimUntil ? m.limit.until(campaign.claimUntil, tx.now, campaign.zone) : m.limit.noEnd());
  if (campaign.termsVersion > 1) lines.push('', m.termsVersion(campaign.termsVersion));
  return lines;
}

function buttons(m: Words['marketing'], by: Actor, { campaign: { ref, state, purpose } }: Claimable): Button[] {
  const stats = { label: m.stats(), says: `/stats ${ref}` };
  if (!may(by, 'publish')) return [stats];
  const live = state === 'live';
  return [
    stats,
    ...(live && purpose === 'drop' ? [{ label: m.broadcast(), says: `/broadcast ${ref}` }] : []),
    { label: m.change(), says: `/campaigns ${ref} change` },
    live
      ? { label: m.stop(), says: `/campaigns ${ref} stop` }
      : { label: m.resume(), says: `/campaigns ${ref} resume` },
    { label: m.revoke(), says: `/campaigns ${ref} revoke` },
  ];
}
