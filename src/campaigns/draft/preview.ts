import type { Campaign } from '../../../entities/campaign.ts';
import type { Message } from '../../chat/channel.ts';
import { languages } from '../../words/index.ts';
import { campaignCard } from '../campaign-card.ts';
import type { Terms } from '../terms.ts';
import type { Asking } from './step.ts';
import { path } from './steps.ts';

/** The campaign as people will see it, in each language that it has words in, and what bounds it. */
export function preview(at: Asking): Message[] {
  const { t, shop, now, draft, stores } = at;
  const terms = draft.terms as Terms;
  const campaign = {
    ref: '',
    stock: draft.limits.stock ?? null,
    claimed: 0,
    zone: shop.zone,
    claimFrom: draft.limits.claimFrom ? new Date(draft.limits.claimFrom) : now,
    claimUntil: draft.limits.claimUntil ? new Date(draft.limits.claimUntil) : null,
  } as Campaign;
  const names = stores.filter(({ id }) => terms.stores?.includes(id)).map(({ name }) => name);
  const spoken = languages.filter((language) => terms.name[language] ?? terms.gift?.[language]);
  const cards = spoken.map((language) => {
    const { buttons: _, ...card } = campaignCard(shop, language, { campaign, terms }, now, { stores: names });
    return card;
  });
  const way = path(at);
  return [
    { text: t.marketing.preview(cards.length) },
    ...cards,
    {
      title: t.marketing.titled(way.length + 1, way.length + 1),
      text: [...bounds(at), '', t.marketing.ready()].join('\n'),
      buttons: [
        { label: t.marketing.publish(), says: '/new publish' },
        { label: t.chat.back(), says: '/new back' },
        { label: t.chat.cancel(), says: '/new cancel' },
      ],
    },
  ];
}

function bounds({ t, shop, now, draft }: Asking): string[] {
  const { stock, perCustomer, perDay, budgetMinor, giftStock, claimFrom, claimUntil } = draft.limits;
  const say = t.marketing.limit;
  const lines = [say.stock(stock ?? null), say.person(perCustomer ?? 1)];
  if (perDay) lines.push(say.daily(perDay));
  if (budgetMinor) lines.push(say.budget(budgetMinor));
  if (giftStock) lines.push(say.gifts(giftStock));
  if (claimFrom) lines.push(say.from(new Date(claimFrom), now, shop.zone));
  lines.push(claimUntil ? say.until(new Date(claimUntil), now, shop.zone) : say.noEnd());
  return lines;
}
