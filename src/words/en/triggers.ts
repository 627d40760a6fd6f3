import type { Format } from '../format.ts';

const days = (f: Format, count: number) => (count === 1 ? `1 day` : `${f.number(count)} days`);

type Said = (name: string | null) => { title: string; text: string };
const to = (name: string | null) => (name ? `, ${name}` : '');

export const triggers = (f: Format) => ({
  title: () => `What happens by itself`,
  intro: () => `Choose one to see what it does, to try it, and to switch it on.`,
  line: (name: string, on: boolean, given: number) =>
    `${on ? '✓' : '–'} ${name}${on ? `: ${f.number(given)} so far` : ''}`,
  names: {
    welcome: () => `Welcome`,
    birthday: () => `Birthday`,
    'win-back': () => `We miss you`,
    'third-coffee': () => `Third coffee`,
    sorry: () => `Sorry`,
    'second-visit': () => `Come again`,
    'tier-up': () => `Tier up`,
    'after-use': () => `After a coupon`,
    'due-again': () => `Due again`,
  },
  about: {
    welcome: () => `Whoever joins gets a coupon at once, each person once.`,
    birthday: () =>
      `A greeting at 09:00 on the day, with a coupon if you choose one. It takes the place of the plain birthday greeting, so nobody hears twice.`,
    'win-back': () =>
      `Whoever stays away for one and a half times their usual interval hears that you miss them. It stops as soon as they come.`,
    'third-coffee': () =>
      `The third purchase in one category within 30 days earns a coupon. More purchases in those 30 days do not earn another.`,
    sorry: () => `Two stars or fewer bring an apology with a coupon at once, at most once in 30 days.`,
    'second-visit': () => `A day after the first visit: a reason to come a second time.`,
    'tier-up': () => `Whoever climbs to a higher tier is congratulated, with a coupon if you choose one.`,
    'after-use': () => `Three days after a coupon is used: an offer that goes with it, at most once in 30 days.`,
    'due-again': () =>
      `Whoever has an interval of their own, of a week or more, is reminded on the day they usually come again. It stops as soon as they come.`,
  },
  says: {
    welcome: (name) => ({
      title: `Welcome${to(name)}!`,
      text: `Lovely to have you with us. This is for your first visit:`,
    }),
    birthday: (name) => ({ title: `Happy birthday${to(name)}!`, text: `${f.brand} wishes you a wonderful day.` }),
    'win-back': (name) => ({
      title: `We miss you${to(name)}`,
      text: `It has been a while. Drop in whenever you feel like it; everyone at ${f.brand} will be glad to see you.`,
    }),
    'third-coffee': (name) => ({
      title: `Thank you${to(name)}!`,
      text: `You keep coming back, and we noticed. A little something from us:`,
    }),
    sorry: (name) => ({
      title: `We are sorry${to(name)}`,
      text: `Your visit was not what it should have been. Please let us make it up to you:`,
    }),
    'second-visit': (name) => ({
      title: `It was good to meet you${to(name)}`,
      text: `We hope you enjoyed your first visit to ${f.brand}, and would love to see you again.`,
    }),
    'tier-up': (name) => ({
      title: `Congratulations${to(name)}!`,
      text: `You have reached a higher tier. See /tier for all that it brings you.`,
    }),
    'after-use': (name) => ({
      title: `Good to see you${to(name)}`,
      text: `We hope you enjoyed your coupon. Here is one that goes well with it:`,
    }),
    'due-again': (name) => ({
      title: `Time for a visit${to(name)}?`,
      text: `It is about the time you usually come by. ${f.brand} looks forward to seeing you.`,
    }),
    other: (name) => ({
      title: name ? `${name}, this is for you` : `This is for you`,
      text: `With kind regards from ${f.brand}.`,
    }),
  } satisfies Record<string, Said>,
  number: (value: number) => f.number(value),
  gotPoints: (points: number) => `+${f.number(points)} ${points === 1 ? 'point' : 'points'}`,
  toStaff: (trigger: string, customer: string) => `“${trigger}”: ${customer} has just met the condition.`,
  toStaffMany: (trigger: string, people: number, since: Date, now: Date, names: string[]) => {
    const more = people - names.length;
    const all = names.join(', ') + (more > 0 ? ` and ${f.number(more)} more` : '');
    return people === 1
      ? `“${trigger}”: ${all} met the condition on ${f.dateTime(since, now)}.`
      : `“${trigger}”: ${f.number(people)} people have met the condition since ${f.dateTime(since, now)}: ${all}.`;
  },
  when: {
    joined: () => `When somebody joins`,
    purchase: () => `When somebody buys`,
    purchases: (count: number, window: number) => `At purchase number ${f.number(count)} within ${days(f, window)}`,
    visit: (count: number) => (count === 1 ? `At the first visit` : `At visit number ${f.number(count)}`),
    spend: (minor: number, every: boolean) =>
      every ? `Each time another ${f.money(minor)} is spent` : `When ${f.money(minor)} is spent in all`,
    points: (balance: number) => `When the balance reaches ${f.number(balance)} ${balance === 1 ? 'point' : 'points'}`,
    tier: (tier: string | null) => (tier ? `On reaching the tier ${tier}` : `On reaching a higher tier`),
    'coupon-used': () => `When a coupon is used`,
    'coupon-expiring': (before: number) => `${days(f, before)} before a coupon expires`,
    away: (times: number) => `After ${f.number(times)} times the usual interval without a visit`,
    birthday: () => `On the birthday`,
    anniversary: () => `On the anniversary of joining`,
    rating: (most: number) => `At a rating of ${f.number(most)} ${most === 1 ? 'star' : 'stars'} or fewer`,
    tag: (tag: string) => `When tagged “${tag}”`,
    event: (name: string) => `When “${name}” is reported`,
  },
  only: (what: string) => `Only: ${what}`,
  off: () => `Off`,
  on: (since: Date, now: Date) => `On, for everything since ${f.dateTime(since, now)}`,
  until: (at: Date, now: Date) => `Ends on ${f.dateTime(at, now)}`,
  coupon: (name: string, ref: string) => `Coupon: ${name} (${ref})`,
  noCoupon: () => `Coupon: none, only the words`,
  couponNeeded: () => `Coupon: not chosen yet`,
  category: (name: string) => `Category: ${name}`,
  categoryNeeded: () => `Category: not chosen yet`,
  who: (segment: string) => `For: ${segment}`,
  budget: (minor: number, used: number) => `Budget: ${f.money(minor)}, ${f.money(used)} used`,
  after: (minutes: number) =>
    minutes % 1440 === 0
      ? `${days(f, minutes / 1440)} later`
      : `${f.number(minutes)} ${minutes === 1 ? 'minute' : 'minutes'} later`,
  figures: (done: number, waiting: number) =>
    `Done: ${f.number(done)}${waiting > 0 ? `, waiting: ${f.number(waiting)}` : ''}`,
  costs: (minor: number) => `Its coupons have cost ${f.money(minor)} at most so far.`,
  money: (minor: number) => f.money(minor),
  skipped: (reason: string, count: number) => `• ${reason}: ${f.number(count)}`,
  reasons: {
    'taken-back': `undone or given back before`,
    off: `switched off before`,
    left: `no longer a member`,
    'opted-out': `said no to offers`,
    'not-personal': `wants no personal offers`,
    unreachable: `cannot be reached`,
    holdout: `held back to compare`,
    capped: `enough messages already`,
    had: `had it already`,
    budget: `the budget is used up`,
    held: `still holds one`,
    gone: `the coupons were all gone`,
    closed: `the campaign was closed`,
    failed: `went wrong, see the log`,
  } as Record<string, string>,
  open: () => `Everybody can also claim this coupon in /drops.`,
  switchOn: () => `Switch on`,
  switchOff: () => `Switch off`,
  tryOut: (back: number) => `Try the last ${days(f, back)}`,
  chooseCoupon: () => `Coupon…`,
  chooseCategory: () => `Category…`,
  withoutCoupon: () => `Without a coupon`,
  setBudget: () => `Budget…`,
  noBudget: () => `No limit`,
  keepOut: () => `Keep out of /drops`,
  keptOut: (name: string) =>
    `“${name}” is no longer in /drops. It is only given now; coupons that people hold stay valid.`,
  all: () => `All of them`,
  askCoupon: () => `Which coupon shall they get?`,
  noCampaigns: () => `No campaign is live. Publish one with /new, then choose it here.`,
  askCategory: () => `Which category counts? Choose it, or send its name as your till writes it.`,
  askBudget: () => `How much may its coupons cost in all? Send an amount, such as 5000.`,
  isOn: (name: string) => `“${name}” is on, for everything that happens from now on.`,
  isOnPast: (name: string, since: Date, now: Date) =>
    `“${name}” is on, also for what has happened since ${f.dateTime(since, now)}.`,
  isOff: (name: string) => `“${name}” is off. What people have been given stays theirs.`,
  changed: () => `Changed.`,
  tried: (name: string, back: number) => `“${name}” over the last ${days(f, back)}`,
  wouldGet: (count: number) =>
    count === 0
      ? `Nobody would have got anything.`
      : `It would have been given ${count === 1 ? 'once' : `${f.number(count)} times`}.`,
  wouldCost: (minor: number) =>
    minor === 0 ? `It would have taken no money off.` : `It would have cost ${f.money(minor)} at most.`,
  wouldNot: () => `Not given:`,
  sample: (customer: string, at: Date, now: Date) => `• ${customer}, ${f.dateTime(at, now)}`,
  samples: () => `The latest:`,
  nothingDone: () =>
    `This was only a look back: nobody was told and nothing was given. What people had heard by then counts, and so do the stock and the budgets that are left.`,
});

export const triggerRefusals = (f: Format) => ({
  'trigger-unknown': (facts: { name: string }) =>
    `There is no trigger called “${facts.name}”. See /triggers for all of them.`,
  'trigger-needs': (facts: { need: 'campaign' | 'category' | 'live' | 'gift' }) =>
    (
      ({
        campaign: `This needs a coupon first. Choose one, then switch it on.`,
        category: `This needs a category first. Choose one, then switch it on.`,
        live: `The campaign of its coupon is not open. Resume claiming in /campaigns, or choose another coupon.`,
      }) as Record<string, string>
    )[facts.need] ?? `This would do nothing. Give it a coupon, points, a text, a tag or a word to the staff.`,
  'trigger-unbounded': () =>
    `Nothing limits what one of these coupons can take off, so no budget could hold. Set a discount limit in /campaigns, or leave the budget out.`,
  'trigger-name-taken': (facts: { name: string }) =>
    `There is a trigger called “${facts.name}” already. Choose another name.`,
  'trigger-not-owed': (facts: { late: boolean; days: number }) =>
    facts.late
      ? `What is sent in any case comes within ${days(f, facts.days)} of what it answers. Choose a shorter delay, or send it only to people who agreed to offers.`
      : `This invites people to come, and that is an offer. Send it only to those who agreed; in any case goes what answers something they did: joining, a purchase, points, a tier, a used coupon, a rating or an event.`,
  'trigger-changed': (facts: { name: string }) =>
    `Somebody has changed “${facts.name}” meanwhile. Look at it again with /triggers ${facts.name}, then change it.`,
});
