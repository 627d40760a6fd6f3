import { inLanguage } from '../campaigns/terms.ts';
import type { Button, Message } from '../chat/channel.ts';
import { customerDossier, type Dossier } from '../customers/dossier.ts';
import { type Candidate, findCustomer, shortId } from '../customers/find-customer.ts';
import { seesNames } from '../customers/masks.ts';
import { countDoubts } from '../doubts/list-doubts.ts';
import { clip } from '../lib/plain-text.ts';
import { type Actor, may } from '../staff/actor.ts';
import { isLanguage, languageName } from '../words/index.ts';
import type { Command, Said } from './command.ts';
import { isPage, page } from './customer-pages.ts';
import { staffOnly } from './staff-only.ts';

/** `/customer NAME | PHONE | CODE | ID [orders | coupons | messages | all | sources [from]]`: everything about one person. */
export const customer: Command = {
  name: 'customer',
  who: 'staff',
  async run(said) {
    const by = staffOnly(said);
    const { tx, t, args } = said;
    if (!args) {
      said.ask('/customer');
      const text = by.staff.role === 'clerk' ? t.dossier.askCode() : t.dossier.ask();
      return { text, buttons: [...(await toDoubts(said, by)), { label: t.chat.cancel(), says: '/cancel' }] };
    }
    const [, who = '', what = '', from = ''] =
      /^([\s\S]+?)\s+(orders|coupons|messages|all|sources)(?:\s+(\S+))?$/.exec(args) ?? [];
    if (isPage(what)) {
      const found = await findCustomer(tx, by, who);
      return 'all' in found ? choose(said, found.all, `/customer {} ${what}`) : page(said, by, found.id, what, from);
    }
    const found = await findCustomer(tx, by, args);
    return 'all' in found
      ? choose(said, found.all, '/customer {}')
      : card(said, await customerDossier(tx, by, found.id));
  },
};

/** For who may mend them: the way to what may be wrong, when there is something. */
async function toDoubts({ tx, t }: Said, by: Actor): Promise<Button[]> {
  const waiting = may(by, 'mend-customers') ? await countDoubts(tx, by) : 0;
  return waiting > 0 ? [{ label: t.doubts.waiting(waiting), says: '/doubts' }] : [];
}

/** Asks which of several people is meant; `{}` in the line stands for them. */
export function choose({ t, tx }: Said, all: Candidate[], line: string): Message {
  const buttons: Button[] = all.map((one) => ({
    label: t.dossier.candidate({ ...one, now: tx.now }),
    says: line.replace('{}', shortId(one.id)),
  }));
  return { text: t.dossier.which(), buttons };
}

function card(said: Said, of: Dossier): Message {
  const { t } = said;
  const d = t.dossier;
  const ref = shortId(of.id);
  const groups = [who(said, of), loyalty(said, of), figures(said, of), rest(said, of)];
  const to = (['orders', 'coupons', 'messages', 'all', 'sources'] as const).map((what) => ({
    label: d.pages[what](),
    says: `/customer ${ref} ${what}`,
  }));
  return {
    title: of.name || d.noName(),
    text: groups
      .map((lines) => lines.filter(Boolean).join('\n'))
      .filter(Boolean)
      .join('\n\n'),
    buttons: [...to, { label: d.tag(), says: `/tag ${ref}` }],
  };
}

function who({ t, tx, person }: Said, of: Dossier): string[] {
  const d = t.dossier;
  const { now } = tx;
  const channel = (one: Dossier['channels'][number]) => {
    const name = t.customers.channel(one.channel);
    return one.reachable ? name : d.away(name);
  };
  const { birthday: born } = of;
  return [
    of.joinedAt ? d.since(of.joinedAt, now) : d.notJoined(),
    of.channels.length > 0 ? d.on([...new Set(of.channels.map(channel))]) : '',
    of.preferredChannel ? t.channels.prefers(t.customers.channel(of.preferredChannel)) : '',
    isLanguage(of.language) ? d.speaks(languageName(of.language)) : '',
    of.phone ? d.phone(of.phone, seesNames({ kind: 'staff', staff: person.staff! })) : '',
    born ? d.birthday(Math.floor(born.mmdd / 100), born.mmdd % 100, born.year) : '',
    ...of.consents.map(({ purpose, granted, at }) => t.chat.agreed(purpose, granted, d.day(at, now))),
    of.tags.length > 0 ? d.tags(of.tags) : '',
  ];
}

function loyalty({ t, tx, person }: Said, { standing, points }: Dossier): string[] {
  const d = t.dossier;
  const tier = standing?.tier && inLanguage(standing.tier.names, person.language, tx.shop.language);
  return [
    tier ? d.tier(tier, standing.keptUntil, tx.now) : '',
    d.points(points.balance),
    points.owed > 0 ? t.customers.owed(points.owed) : '',
  ];
}

function figures({ t, tx }: Said, { stats, behaviour, store, products }: Dossier): string[] {
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

function rest({ t, tx }: Said, { coupons, feedback, tickets, messages }: Dossier): string[] {
  const d = t.dossier;
  const { last } = feedback;
  return [
    d.coupons(coupons.claimed, coupons.used, coupons.open),
    feedback.average === null ? '' : d.rated(feedback.average, feedback.count),
    last?.words ? d.words(clip(last.words, 100), last.at, tx.now) : '',
    tickets.open + tickets.closed > 0 ? d.tickets(tickets.open, tickets.closed) : '',
    messages.sent + messages.waiting + messages.not > 0 ? d.messages(messages) : '',
  ];
}
