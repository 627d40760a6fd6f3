import type { Message } from '../chat/channel.ts';
import type { Claimable } from '../coupons/claimable.ts';
import type { Shop } from '../shop.ts';
import type { Words } from '../words/index.ts';
import type { CampaignStats } from './campaign-stats.ts';
import { gives } from './describe-terms.ts';
import { inLanguage } from './terms.ts';

/** So many sources are shown; all are in `/links`. */
const SOURCES = 10;

/** Figures in plain words with the way to the campaign. */
export function statsCard(
  shop: Shop,
  t: Words,
  language: string,
  claimable: Claimable,
  stats: CampaignStats,
  store?: string,
): Message {
  const { campaign, terms } = claimable;
  const m = t.marketing;
  return {
    title: m.statsTitle(inLanguage(terms.name, language, shop.language), store ?? null),
    text: statsLines(shop, t, language, claimable, stats, store).join('\n'),
    buttons: [{ label: m.toCampaign(), says: `/campaigns ${campaign.ref}` }],
  };
}

/** Figures in plain words: in all, by channel, by store, and by terms when these were changed. */
export function statsLines(
  shop: Shop,
  t: Words,
  language: string,
  { campaign, terms }: Claimable,
  stats: CampaignStats,
  store?: string,
): string[] {
  const m = t.marketing;
  const { total, channels, stores, versions, sources } = stats;
  // Of one store the share of all claims says nothing.
  const rate = store || total.claimed === 0 ? null : Math.round((total.redeemed / total.claimed) * 10_000);
  const lines = [
    total.sent > 0 ? m.sent(total.sent, total.reached) : m.notSent(),
    m.claimed(total.claimed, campaign.stock),
    m.redeemed(total.redeemed, rate),
    m.discount(total.discountMinor),
  ];
  if (total.points > 0 || terms.kind === 'points') lines.push(m.points(total.points));
  if (total.gifts > 0 || terms.kind === 'gift') lines.push(m.gifts(total.gifts));
  if (channels.length > 0) {
    lines.push('', m.byChannel());
    lines.push(
      ...channels.map((one) =>
        m.channelLine({ ...one, name: t.broadcasts.channelName(one.channel), gave: m.gave(one) }),
      ),
    );
  }
  if (stores.length > 0) {
    lines.push('', m.byStore(), ...stores.map((one) => m.storeLine(one.store, one.redeemed, m.gave(one))));
  }
  if (sources.length > 0) lines.push('', t.links.bySource(), ...sources.slice(0, SOURCES).map(t.links.line));
  if (versions.length > 1) {
    lines.push('', m.byTerms());
    lines.push(
      ...versions.map((one) =>
        m.termsLine({ ...one, gives: gives(t, one.terms, language, shop.language), gave: m.gave(one) }),
      ),
    );
  }
  return lines;
}
