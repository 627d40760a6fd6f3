import type { Age, Amount, Birthday, Condition, OneOf, Op, Rule } from '../../src/segments/rule.ts';
import type { Bought, World } from './world.ts';

const DAY = 86_400_000;
type Person = World['customers'][number];

/** Who fits a rule, worked out person by person with nothing of ours but the shape of a rule. */
export function plainly(world: World, rule: Rule): string[] {
  return world.customers
    .filter((one) => one.joinedAt && !one.mergedInto && fits(world, one, rule))
    .map(({ id }) => id)
    .sort();
}

export function fits(world: World, one: Person, rule: Rule): boolean {
  if ('all' in rule) return rule.all.every((part) => fits(world, one, part));
  if ('any' in rule) return rule.any.some((part) => fits(world, one, part));
  if ('not' in rule) return !fits(world, one, rule.not);
  return condition(world, one, rule);
}

function condition(world: World, one: Person, rule: Condition): boolean {
  if ('in' in rule) return oneOf(world, one, rule);
  if (rule.field === 'birthday') return birthday(world, one, rule);
  if ('value' in rule) {
    const n = amount(world, one, rule);
    return n !== null && compare(n, rule.op, rule.value);
  }
  return age(world, one, rule as Age);
}

function compare(n: number, op: Op, value: number): boolean {
  return { '>=': n >= value, '<=': n <= value, '>': n > value, '<': n < value, '=': n === value, '!=': n !== value }[
    op
  ];
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const among = (all: readonly string[], one: string | null | undefined) =>
  one != null && all.some((each) => same(each, one));
const sum = (all: number[]) => all.reduce((total, n) => total + n, 0);
const after = (world: World, days: number | undefined) => (at: Date) =>
  days === undefined || at.getTime() > world.now.getTime() - days * DAY;

const counts = ({ voided, paid, refunded }: Bought) => !voided && (refunded === 0 || refunded < paid);
const orders = (world: World, one: Person) => world.bought.filter((each) => each.customer === one.id && counts(each));

function amount(world: World, one: Person, rule: Amount): number | null {
  const days = 'days' in rule ? rule.days : undefined;
  const late = after(world, days);
  switch (rule.field) {
    case 'visits':
    case 'spend':
    case 'average': {
      const there = orders(world, one).filter(
        ({ at, store }) => late(at) && (!rule.at || among(rule.at, world.stores.find(({ id }) => id === store)?.name)),
      );
      const spent = sum(there.map(({ paid, refunded }) => paid - refunded));
      if (rule.field === 'visits') return there.length;
      return rule.field === 'spend' ? spent : there.length > 0 ? spent / there.length : null;
    }
    case 'bought':
    case 'product':
    case 'category':
      return sum(
        orders(world, one)
          .filter(({ at }) => late(at))
          .flatMap(({ lines }) => lines)
          .filter((line) => line.amount === 0 || line.refunded < line.amount)
          .filter(
            ({ product, category }) =>
              (rule.field !== 'category' && same(product, rule.name)) ||
              (rule.field !== 'product' && category !== null && same(category, rule.name)),
          )
          .map(({ quantity }) => quantity),
      );
    case 'claimed':
    case 'used': {
      const mine = world.held.filter(
        ({ customer, campaign }) => customer === one.id && (!rule.of || among(rule.of, campaign)),
      );
      if (rule.field === 'claimed') return mine.filter(({ claimedAt }) => late(claimedAt)).length;
      return mine.filter(({ usedAt }) => usedAt && late(usedAt)).length;
    }
    case 'unused': {
      const over = world.held
        .filter(
          ({ customer, state, validUntil }) =>
            customer === one.id &&
            (state === 'redeemed' || state === 'expired' || (state === 'issued' && validUntil <= world.now)),
        )
        .sort((a, b) => b.claimedAt.getTime() - a.claimedAt.getTime() || (a.id < b.id ? 1 : -1));
      return over.slice(0, rule.last).filter(({ state }) => state !== 'redeemed').length;
    }
    case 'points': {
      if (!one.points) return 0;
      return (
        one.points.balance -
        sum(one.points.lots.filter(({ expiresAt }) => expiresAt <= world.now).map(({ remaining }) => remaining))
      );
    }
    case 'rating': {
      const given = one.ratings.filter(({ rating, at }) => rating !== null && late(at));
      given.sort((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1));
      return given[0]?.rating ?? null;
    }
  }
}

function age(world: World, one: Person, rule: Age): boolean {
  const times = orders(world, one).map(({ at }) => at.getTime());
  const at = { 'last-visit': Math.max(...times), 'first-visit': Math.min(...times), joined: one.joinedAt!.getTime() }[
    rule.field
  ];
  return Number.isFinite(at) && compare((world.now.getTime() - at) / DAY, rule.op, rule.days);
}

function oneOf(world: World, one: Person, rule: OneOf): boolean {
  const names: string[] = rule.in;
  switch (rule.field) {
    case 'value':
      return names.includes(worthOf(world, one));
    case 'behaviour':
      return among(names, behaviour(world, one));
    case 'tier':
      return one.tier === null ? names.includes('none') : among(names, one.tier);
    case 'store':
      return among(names, habit(world, one)?.name);
    case 'city':
      return among(names, habit(world, one)?.city);
    case 'tag':
      return one.tags.some((tag) => among(names, tag));
    case 'language':
      return names.includes(one.language);
    case 'channel':
      return one.channels.some(({ name, reachable }) => reachable && among(names, name));
    case 'segment':
      return [...world.segments].some(([name, each]) => {
        if (!among(names, name)) return false;
        return 'rule' in each ? fits(world, one, each.rule) : each.members.some((id) => keptOf(world, id) === one.id);
      });
  }
}

function keptOf(world: World, id: string): string {
  const into = world.customers.find((one) => one.id === id)?.mergedInto;
  return into ? keptOf(world, into) : id;
}

const spentIn365 = (world: World, one: Person) =>
  sum(
    orders(world, one)
      .filter(({ at }) => after(world, 365)(at))
      .map(({ paid, refunded }) => paid - refunded),
  );

/** Highest fifth of those who spent anything, upper half, others; on the cut is above it. */
function worthOf(world: World, one: Person): 'high' | 'mid' | 'low' {
  const all = world.customers.map((each) => spentIn365(world, each)).filter((n) => n > 0);
  all.sort((a, b) => a - b);
  const cut = (part: number) => all[Math.ceil(part * all.length) - 1] ?? Number.POSITIVE_INFINITY;
  const mine = spentIn365(world, one);
  return mine >= cut(0.8) ? 'high' : mine >= cut(0.5) ? 'mid' : 'low';
}

const dayIn = (at: Date, zone: string) =>
  Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)) / DAY;

function behaviour(world: World, one: Person): string | undefined {
  const mine = orders(world, one);
  if (mine.length === 0) return undefined;
  const zone = ({ store }: Bought) => world.stores.find(({ id }) => id === store)?.zone ?? one.zone ?? 'UTC';
  const days = [...new Set(mine.map((each) => dayIn(each.at, zone(each))))].sort((a, b) => a - b);
  const gaps = days.slice(1).map((day, n) => day - days[n]!);
  gaps.sort((a, b) => a - b);
  const half = gaps.length / 2;
  const median = gaps.length % 2 ? gaps[Math.floor(half)]! : (gaps[half - 1]! + gaps[half]!) / 2;
  const own = gaps.length >= 2 ? Math.max(median, 7) : undefined;
  const gone = (world.now.getTime() - Math.max(...mine.map(({ at }) => at.getTime()))) / DAY;
  if (gone > (own ? own * 3 : 120)) return 'lost';
  return gone > (own ? own * 1.5 : 60) ? 'slipping' : 'active';
}

/** Where they bought most often in 365 days; of several where they were last. */
function habit(world: World, one: Person): World['stores'][number] | undefined {
  const late = orders(world, one).filter(({ at }) => after(world, 365)(at));
  const seen = world.stores.map((store) => ({
    store,
    at: late.filter((each) => each.store === store.id).map(({ at }) => at.getTime()),
  }));
  const best = seen.filter(({ at }) => at.length > 0);
  best.sort(
    (a, b) => b.at.length - a.at.length || Math.max(...b.at) - Math.max(...a.at) || (a.store.id < b.store.id ? -1 : 1),
  );
  return best[0]?.store;
}

const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function birthday(world: World, one: Person, rule: Birthday): boolean {
  if (one.birth === null) return false;
  const today = dayIn(world.now, world.zone);
  const month = new Date(today * DAY).getUTCMonth();
  if ('month' in rule) {
    const wanted = typeof rule.month === 'number' ? rule.month : ((month + (rule.month === 'next' ? 1 : 0)) % 12) + 1;
    return Math.floor(one.birth / 100) === wanted;
  }
  for (let ahead = 0; ahead <= rule.days; ahead++) {
    const day = new Date((today + ahead) * DAY);
    const mmdd = (day.getUTCMonth() + 1) * 100 + day.getUTCDate();
    if (mmdd === one.birth || (one.birth === 229 && mmdd === 228 && !leap(day.getUTCFullYear()))) return true;
  }
  return false;
}
