import { inLanguage } from '../campaigns/terms.ts';
import { clip } from '../lib/plain-text.ts';
import { isLanguage, languageName } from '../words/index.ts';
import type { Dossier } from './dossier.ts';
import type { Reader } from './reader.ts';

/** A dossier as a person reads it, block by block. */
export interface CardLines {
  who: string[];
  consents: string[];
  tags: string[];
  loyalty: string[];
  purchases: string[];
  coupons: string[];
  feedback: string[];
  messages: string[];
}

/** Says a dossier in the words of its reader; `whole` when they may see the whole of a phone number. */
export function cardLines(reader: Reader, of: Dossier, whole: boolean): CardLines {
  const d = reader.t.dossier;
  const { coupons, messages, tags } = of;
  const told = messages.sent + messages.waiting + messages.not > 0;
  return {
    who: who(reader, of, whole).filter(Boolean),
    consents: of.consents.map(({ purpose, granted, at }) =>
      reader.t.chat.agreed(purpose, granted, d.day(at, reader.tx.now)),
    ),
    tags: tags.length > 0 ? [d.tags(tags)] : [],
    loyalty: loyalty(reader, of).filter(Boolean),
    purchases: purchases(reader, of).filter(Boolean),
    coupons: [d.coupons(coupons.claimed, coupons.used, coupons.open)],
    feedback: feedback(reader, of).filter(Boolean),
    messages: told ? [d.messages(messages)] : [],
  };
}

function who({ t, tx }: Reader, of: Dossier, whole: boolean): string[] {
  const d = t.dossier;
  const channel = (one: Dossier['channels'][number]) => {
    const name = t.customers.channel(one.channel);
    return one.reachable ? name : d.away(name);
  };
  const { birthday: born } = of;
  return [
    of.joinedAt ? d.since(of.joinedAt, tx.now) : d.notJoined(),
    of.channels.length > 0 ? d.on([...new Set(of.channels.map(channel))]) : '',
    of.preferredChannel ? t.channels.prefers(t.customers.channel(of.preferredChannel)) : '',
    isLanguage(of.language) ? d.speaks(languageName(of.language)) : '',
    of.phone ? d.phone(of.phone, whole) : '',
    born ? d.birthday(Math.floor(born.mmdd / 100), born.mmdd % 100, born.year) : '',
  ];
}

function loyalty({ t, tx, language }: Reader, { standing, points }: Dossier): string[] {
  const d = t.dossier;
  const tier = standing?.tier && inLanguage(standing.tier.names, language, tx.shop.language);
  return [
    tier ? d.tier(tier, standing.keptUntil, tx.now) : '',
    d.points(points.balance),
    points.owed > 0 ? t.customers.owed(points.owed) : '',
  ];
}

function purchases({ t, tx }: Reader, { stats, behaviour, store, products }: Dossier): string[] {
  const d = t.dossier;
  if (stats.purchases === 0) return [d.noPurchases()];
  const last = stats.lastAt ? d.last(stats.lastAt, tx.now) : '';
  return [
    d.purchases(stats.purchases, stats.spentMinor),
    [last, behaviour && d.behaviour[behaviour]()].filter(Boolean).join(' · '),
    stats.intervalDays === null ? '' : d.every(stats.intervalDays),
    store ? d.habit(store) : '',
    products.length > 0 ? d.products(products.map((one) => d.product(clip(one.product, 40), one.quantity))) : '',
  ];
}

function feedback({ t, tx }: Reader, { feedback: of, tickets }: Dossier): string[] {
  const d = t.dossier;
  const { last } = of;
  return [
    of.average === null ? '' : d.rated(of.average, of.count),
    last?.words ? d.words(clip(last.words, 100), last.at, tx.now) : '',
    tickets.open + tickets.closed > 0 ? d.tickets(tickets.open, tickets.closed) : '',
  ];
}
