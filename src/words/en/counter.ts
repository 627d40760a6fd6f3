import type { Format } from '../format.ts';

/** What a redemption gave, as staff and customers are told. */
export interface Gave {
  name: string;
  at: Date;
  store: string | null;
  order: number | null;
  discountMinor: number;
  paidMinor: number | null;
  gift: string | null;
  points: number;
  earned: number;
}

export const counter = (f: Format) => ({
  forWhom: (what: string, holder: string) => `${what} · for ${holder}`,
  good: {
    state: () => `Not used yet`,
    store: (store: string) => `Good at ${store}`,
    weekday: () => `Good today`,
    hours: (from: string, until: string) => `Good now, from ${from} to ${until}`,
    minimum: (minimum: number) => `Order of ${f.money(minimum)} or more`,
    amount: () => `Order amount known`,
    gift: (left: number) => (left === 1 ? `The last gift` : `${f.number(left)} gifts left`),
  },
  sum: (order: number, discount: number) =>
    `${f.money(order)} − ${f.money(discount)} = ${f.money(order - discount)} to pay`,
  handOver: (gift: string) => `Hand over: ${gift}`,
  askAmount: () => `What is the order amount? Send it, such as 158.`,
  askMinimum: (minimum: string) => `Good ${minimum}. What is the order amount? Send it, such as 158.`,
  mayAmount: () => `Send the order amount as well and the customer earns points for it.`,
  redeem: () => `Redeem`,
  undo: () => `Undo`,
  askCode: () => `Send the code of the coupon, or scan its QR.`,
  done: (gave: Gave) =>
    [
      `Done ${f.time(gave.at)}`,
      gave.discountMinor > 0 ? `−${f.money(gave.discountMinor)}` : '',
      gave.paidMinor !== null ? `to pay ${f.money(gave.paidMinor)}` : '',
      gave.points + gave.earned > 0 ? `+${points(f, gave.points + gave.earned)}` : '',
      gave.store ?? '',
    ]
      .filter(Boolean)
      .join(' · '),
  receiptTitle: () => `Your receipt`,
  receipt: (gave: Gave) =>
    [
      `“${gave.name}” was used${gave.store ? ` at ${gave.store}` : ''} at ${f.time(gave.at)}.`,
      gave.order !== null && gave.paidMinor !== null
        ? paid(f, gave.order, gave.discountMinor, gave.paidMinor)
        : gave.discountMinor > 0
          ? `${f.money(gave.discountMinor)} off`
          : '',
      gave.gift ? `Free: ${gave.gift}` : '',
      gave.points + gave.earned > 0 ? `+${points(f, gave.points + gave.earned)}` : '',
      `Was this not you? Tell the staff at once.`,
    ]
      .filter(Boolean)
      .join('\n'),
  undoneTitle: () => `Taken back`,
  undoneNotice: (facts: { name: string; usable: boolean; revoked?: boolean; taken: number; owed: number }) =>
    [
      `The use of “${facts.name}” was taken back. ${facts.usable ? 'You can use the coupon again: /coupons' : facts.revoked ? 'The shop has withdrawn the coupon.' : 'The coupon has expired in the meantime.'}`,
      facts.taken > 0 ? `${points(f, facts.taken)} ${facts.taken === 1 ? 'was' : 'were'} taken back.` : '',
      facts.owed > 0 ? `${points(f, facts.owed)} spent already will be taken from your next ones.` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  undone: (facts: {
    name: string;
    usable: boolean;
    revoked?: boolean;
    discountMinor: number;
    taken: number;
    owed: number;
  }) =>
    [
      `Taken back: ${facts.name}. ${facts.usable ? 'The coupon can be used again.' : facts.revoked ? 'The shop has withdrawn the coupon.' : 'The coupon has expired in the meantime.'}`,
      facts.discountMinor > 0 ? `The discount of ${f.money(facts.discountMinor)} no longer applies.` : '',
      facts.taken > 0 ? `${points(f, facts.taken)} ${facts.taken === 1 ? 'was' : 'were'} taken back.` : '',
      facts.owed > 0 ? `${points(f, facts.owed)} spent already will be taken from the next ones.` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  askReason: () => `Why is it taken back? Send the reason.`,
  todayTitle: (store: string | null) => (store ? `Today, ${store}` : `Today`),
  todayNone: () => `Nothing was redeemed today so far.`,
  todayMine: (count: number, discount: number) => `By you: ${tally(f, count, discount)}`,
  todayAll: (count: number, discount: number) => `In all: ${tally(f, count, discount)}`,
  todayCoupon: (name: string, count: number, discount: number) => `${name}: ${tally(f, count, discount)}`,
  todayLine: (
    line: { number: number; at: Date; name: string; discount: number; staff: string | null; undone: boolean },
    zone: string | undefined,
  ) =>
    `${line.number}. ${f.time(line.at, zone)} ${line.name}${line.discount > 0 ? ` −${f.money(line.discount)}` : ''}${line.staff ? `, ${line.staff}` : ''}${line.undone ? ' (taken back)' : ''}`,
  todayUndo: () => `Take one back with its number and the reason, such as: /undo 3 entered twice`,
  storeChosen: (store: string) => `You work at ${store} now.`,
  storeIs: (store: string) => `You work at ${store}.`,
  storeAsk: () => `Which store are you in?`,
  storeNone: () =>
    `There is no store yet. You can redeem without one; an owner opens one with /store new and its name.`,
  storeOpened: (store: string) => `${store} is open.`,
  storeCity: (store: string, city: string) => `Noted: ${store} is in ${city}.`,
  role: (role: string) => role,
  /** For buttons; LINE shows twenty letters. */
  short: {
    check: 'Check a code',
    redeem: 'Redeem',
    undo: 'Undo',
    today: 'Today',
    store: 'Choose a store',
    new: 'New campaign',
    campaigns: 'Campaigns',
    broadcast: 'Tell people',
    stats: 'Results',
    report: 'Reports',
    invite: 'Invite staff',
    staff: 'Staff',
  },
  joinAsk: () => `Send the invitation: the ten letters and digits you were given.`,
  joined: (role: string, store: string | null) =>
    `Welcome to the team! You work here as ${a(role)}${store ? ` at ${store}` : ''}. Send a coupon code to check it, or choose:`,
  inviteAsk: () =>
    `Whom do you want to invite? A clerk redeems, a manager also undoes, a marketer publishes, an owner does everything.`,
  inviteStore: () => `For which store?`,
  allStores: () => `All stores`,
  invite: (facts: {
    role: string;
    store: string | null;
    until: Date;
    now: Date;
    secret: string;
    telegram: string | null;
  }) =>
    `Invitation as ${a(facts.role)}${facts.store ? ` at ${facts.store}` : ''}, for one person, until ${f.dateTime(facts.until, facts.now)}. Let them send this to us:\n\n/join ${facts.secret}${facts.telegram ? `\n\nOn Telegram, this link does it: https://t.me/${facts.telegram}?start=join-${facts.secret}` : ''}`,
  staffTitle: () => `Who works here`,
  staffLine: (name: string | null, role: string, store: string | null) =>
    `${name ?? '(no name)'}: ${role}${store ? `, ${store}` : ''}`,
  end: (name: string | null) => `End ${name ?? '(no name)'}`,
  ended: (name: string | null) => `${name ?? '(no name)'} has no rights here from this moment on.`,
  pausedNotice: (name: string, until: Date) =>
    `${name} typed five coupon codes that do not exist within ten minutes. Checking is paused for them until ${f.time(until)}.`,
});

/** `a clerk`, `an owner`. */
const a = (role: string) => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;

function tally(f: Format, count: number, discount: number): string {
  return `${f.number(count)} redeemed${discount > 0 ? `, ${f.money(discount)} off` : ''}`;
}

function points(f: Format, count: number): string {
  return `${f.number(count)} ${count === 1 ? 'point' : 'points'}`;
}

function paid(f: Format, order: number, discount: number, left: number): string {
  return discount > 0 ? `${f.money(order)} − ${f.money(discount)} = ${f.money(left)}` : `Paid: ${f.money(left)}`;
}
