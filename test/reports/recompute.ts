import { givenBack, mondayOf, type Purchase, type Raw, type Redemption, sum, wall } from './raw.ts';

/** What the reader may look at, as plain as can be. */
export interface View {
  from: string;
  last: string;
  zone: string;
  store: string | null;
  now: Date;
}

const groups = <T, K>(all: T[], key: (one: T) => K): [K, T[]][] => {
  const found = new Map<K, T[]>();
  for (const one of all) found.set(key(one), [...(found.get(key(one)) ?? []), one]);
  return [...found];
};
const by =
  <T>(...keys: ((one: T) => number | string)[]) =>
  (a: T, b: T) => {
    for (const key of keys) {
      const [x, y] = [key(a), key(b)];
      if (x !== y) return x < y ? -1 : 1;
    }
    return 0;
  };

/** Every report worked out from the raw rows by somebody who knows no SQL. */
export function recompute(raw: Raw, view: View, shopZone: string) {
  const back = givenBack(raw);
  const inside = (at: Date) => {
    const { day } = wall(at, view.zone);
    return day >= view.from && day <= view.last;
  };
  const here = ({ store }: { store: string | null }) => view.store === null || store === view.store;
  const left = (p: Purchase) => Math.max(0, p.paid - back.ofOrder(p.id));
  const counts = (p: Purchase) => !p.voided && here(p) && (left(p) > 0 || p.paid === 0);
  const bought = raw.purchases.filter((p) => counts(p) && inside(p.at));
  const open = raw.redemptions.filter(({ undone }) => !undone);
  const used = open.filter((r) => here(r) && inside(r.at));
  const withCoupon = (p: Purchase) =>
    open.some(
      (r: Redemption) =>
        r.customer === p.customer &&
        wall(r.at, view.zone).day === wall(p.at, view.zone).day &&
        (r.store === null || p.store === null || r.store === p.store),
    );
  const storeZone = (store: string | null) => raw.zones.find(({ id }) => id === store)?.zone ?? shopZone;

  function weeks() {
    return groups(bought, (p) => mondayOf(wall(p.at, view.zone).day))
      .map(([monday, all]) => {
        const [some, others] = [all.filter(withCoupon), all.filter((p) => !withCoupon(p))];
        return {
          monday,
          with: some.length,
          withMinor: sum(some.map(left)),
          without: others.length,
          withoutMinor: sum(others.map(left)),
        };
      })
      .sort(by(({ monday }) => monday));
  }

  function products() {
    const sold = bought.flatMap((p) =>
      back
        .ofLines(p.id)
        .filter(({ amount, gone }) => amount === 0 || gone < amount)
        .map((line) => ({ ...line, coupon: withCoupon(p) })),
    );
    const side = (all: typeof sold) => ({
      orders: new Set(all.map(({ purchase }) => purchase)).size,
      pieces: sum(all.map(({ quantity }) => quantity)),
      minor: sum(all.map(({ amount, gone }) => amount - gone)),
    });
    return groups(sold, ({ product }) => product)
      .map(([product, all]) => {
        const [a, b] = [side(all.filter(({ coupon }) => coupon)), side(all.filter(({ coupon }) => !coupon))];
        return {
          product,
          with: a.orders,
          withPieces: a.pieces,
          withMinor: a.minor,
          without: b.orders,
          withoutPieces: b.pieces,
          withoutMinor: b.minor,
        };
      })
      .sort(
        by(
          (one) => -one.with,
          (one) => -one.withMinor,
          (one) => -one.without,
          (one) => one.product,
        ),
      );
  }

  function hours() {
    const seen = [
      ...bought.map((p) => ({ ...wall(p.at, storeZone(p.store)), purchases: 1, spentMinor: left(p), uses: 0 })),
      ...used.map((r) => ({ ...wall(r.at, storeZone(r.store)), purchases: 0, spentMinor: 0, uses: 1 })),
    ];
    return groups(seen, ({ weekday, hour }) => weekday * 100 + hour)
      .map(([, all]) => ({
        weekday: all[0]!.weekday,
        hour: all[0]!.hour,
        purchases: sum(all.map((one) => one.purchases)),
        spentMinor: sum(all.map((one) => one.spentMinor)),
        uses: sum(all.map((one) => one.uses)),
      }))
      .sort(
        by(
          ({ weekday }) => weekday,
          ({ hour }) => hour,
        ),
      );
  }

  function fates(coupons: Raw['coupons']) {
    const uses = open.filter((r) => here(r) && coupons.some(({ id }) => id === r.coupon));
    const late = ({ until }: { until: Date }) => until <= view.now;
    return {
      claimed: coupons.length,
      used: uses.length,
      open: coupons.filter((c) => c.state === 'issued' && !late(c)).length,
      expired: coupons.filter((c) => c.state === 'expired' || (c.state === 'issued' && late(c))).length,
      revoked: coupons.filter((c) => c.state === 'revoked').length,
      discountMinor: sum(uses.map(({ discount }) => discount)),
    };
  }
  const claimed = raw.coupons.filter((c) => inside(c.claimed));

  function kinds() {
    const kindOf = (c: Raw['coupons'][number]) =>
      raw.kinds.find(({ campaign, version }) => campaign === c.campaign && version === c.version)!.kind;
    return groups(claimed, kindOf)
      .map(([kind, all]) => ({ kind, ...fates(all) }))
      .sort(
        by(
          (one) => -one.claimed,
          ({ kind }) => kind,
        ),
      );
  }

  function cost() {
    const sent = sentTo();
    const campaigns = [...new Set([...used, ...sent].map(({ campaign }) => campaign))];
    const byCampaign = campaigns.map((id) => [id, used.filter(({ campaign }) => campaign === id)] as const);
    return byCampaign.map(([campaignId, all]) => ({
      campaignId,
      messages: view.store === null ? sent.filter(({ campaign }) => campaign === campaignId).length : null,
      feeMinor: view.store === null ? 0 : null,
      uses: all.length,
      discountMinor: sum(all.map(({ discount }) => discount)),
      gifts: all.filter(({ gift }) => gift !== null).length,
      points: sum(all.map(({ points }) => points)),
      orders: all.filter(({ order }) => order !== null).length,
      orderMinor: sum(all.map(({ order }) => order ?? 0)),
      keptMinor: sum(
        raw.purchases
          .filter((p) => p.source === 'redemption' && all.some(({ id }) => id === p.orderNo))
          .map((p) => p.paid - Math.min(p.paid, back.ofOrder(p.id))),
      ),
    }));
  }

  function returned() {
    const whole = (p: Purchase) => p.paid > 0 && back.ofOrder(p.id) >= p.paid;
    const sold = raw.purchases.filter((p) => (!p.voided || whole(p)) && here(p) && inside(p.at));
    const gone = (p: Purchase) => Math.min(p.paid, back.ofOrder(p.id));
    const lines = sold.flatMap((p) => back.ofLines(p.id));
    const campaignOf = (p: Purchase) =>
      p.source === 'redemption' ? raw.redemptions.find(({ id }) => id === p.orderNo)!.campaign : null;
    return {
      products: groups(lines, ({ product }) => product).map(([product, all]) => ({
        product,
        orders: new Set(all.map(({ purchase }) => purchase)).size,
        returned: new Set(all.filter((one) => one.gone > 0).map(({ purchase }) => purchase)).size,
        soldMinor: sum(all.map(({ amount }) => amount)),
        returnedMinor: sum(all.map((one) => one.gone)),
      })),
      campaigns: groups(sold, campaignOf).map(([campaignId, all]) => ({
        campaignId,
        orders: all.length,
        returned: all.filter((p) => gone(p) > 0).length,
        soldMinor: sum(all.map(({ paid }) => paid)),
        returnedMinor: sum(all.map(gone)),
      })),
    };
  }

  function top() {
    const people = raw.names.map(({ id, name }) => ({
      customerId: id,
      name,
      uses: used.filter(({ customer }) => customer === id).length,
      purchases: bought.filter(({ customer }) => customer === id).length,
      spentMinor: sum(bought.filter(({ customer }) => customer === id).map(left)),
    }));
    const rank = (...keys: ((one: (typeof people)[number]) => number | string)[]) =>
      people.toSorted(by(...keys, ({ customerId }) => customerId));
    return {
      users: rank(
        (one) => -one.uses,
        (one) => -one.spentMinor,
      ).filter(({ uses }) => uses > 0),
      spenders: rank(
        (one) => -one.spentMinor,
        (one) => -one.uses,
      ).filter(({ spentMinor }) => spentMinor > 0),
    };
  }

  /** Whom broadcasts of the period reached; messages belong to no store. */
  function sentTo() {
    if (view.store !== null) return [];
    return raw.broadcasts.flatMap(({ id, campaign, at }) =>
      raw.chunks
        .filter(({ broadcast, state }) => broadcast === id && state === 'sent' && inside(at))
        .flatMap(({ ids }) =>
          ids.filter((one) => !raw.exceptions.some((e) => e.broadcast === id && e.identity === one)),
        )
        .map((identity) => ({ campaign, identity })),
    );
  }

  function everyone() {
    return {
      buyers: new Set(bought.map(({ customer }) => customer)).size,
      purchases: bought.length,
      spentMinor: sum(bought.map(left)),
      uses: used.length,
      discountMinor: sum(used.map(({ discount }) => discount)),
      gifts: used.filter(({ gift }) => gift !== null).length,
      points: sum(used.map(({ points }) => points)),
      messages: view.store === null ? sentTo().length : null,
    };
  }

  function cohorts() {
    const all = raw.purchases.filter(counts);
    const firsts = groups(all, ({ customer }) => customer)
      .map(([, own]) => ({ own, first: own.map(({ at }) => at).sort((a, b) => a.getTime() - b.getTime())[0]! }))
      .filter(({ first }) => inside(first));
    const month = (at: Date) => wall(at, view.zone).day.slice(0, 7);
    const index = (name: string) => Number(name.slice(0, 4)) * 12 + Number(name.slice(5));
    return groups(firsts, ({ first }) => month(first))
      .sort(by(([name]) => name))
      .map(([name, people]) => {
        const own = people.flatMap((one) => one.own);
        const end = Math.max(index(month(view.now)), ...own.map(({ at }) => index(month(at))));
        return {
          month: `${name}-01`,
          people: people.length,
          months: Array.from({ length: end - index(name) + 1 }, (_, since) => {
            const then = own.filter(({ at }) => index(month(at)) === index(name) + since);
            const sofar = own.filter(({ at }) => index(month(at)) <= index(name) + since);
            return {
              active: new Set(then.map(({ customer }) => customer)).size,
              spentMinor: sum(then.map(left)),
              perHeadMinor: Math.round(sum(sofar.map(left)) / people.length),
            };
          }),
        };
      });
  }

  /** Everybody a broadcast of the period reached, once for each campaign, under the terms in force then. */
  function told() {
    const first = new Map<string, { campaign: string; version: number; customer: string; at: Date }>();
    for (const { id, campaign, at } of raw.broadcasts.filter((one) => inside(one.at))) {
      const versions = raw.kinds.filter((one) => one.campaign === campaign && one.since <= at);
      const version = Math.max(...versions.map((one) => one.version));
      for (const chunk of raw.chunks.filter((one) => one.broadcast === id && one.state === 'sent')) {
        for (const identity of chunk.ids) {
          if (raw.exceptions.some((one) => one.broadcast === id && one.identity === identity)) continue;
          const { customer } = raw.identities.find((one) => one.id === identity)!;
          const key = `${campaign} ${customer}`;
          if (!first.has(key)) first.set(key, { campaign, version, customer, at });
        }
      }
    }
    return [...first.values()].map((one) => {
      const claims = raw.coupons.filter(
        ({ customer, campaign }) => customer === one.customer && campaign === one.campaign,
      );
      const took = claims.some((coupon) => coupon.claimed >= one.at);
      const heard = raw.identities.some(({ customer, heard }) => customer === one.customer && heard && heard > one.at);
      return { ...one, took, seen: took || heard };
    });
  }
  const reach = (people: ReturnType<typeof told>) => ({
    told: people.length,
    seen: people.filter(({ seen }) => seen).length,
    toldClaimed: people.filter(({ took }) => took).length,
  });

  function funnel(campaignId: string) {
    const mine = claimed.filter(({ campaign }) => campaign === campaignId);
    const people = told().filter(({ campaign }) => campaign === campaignId);
    const versions = [...new Set([...mine, ...people].map(({ version }) => version))].sort((a, b) => a - b);
    return versions.map((version) => {
      const some = mine.filter((one) => one.version === version);
      const taken = raw.redemptions.filter((r) => r.undone && here(r) && some.some(({ id }) => id === r.coupon));
      return {
        version,
        ...reach(people.filter((one) => one.version === version)),
        ...fates(some),
        undone: taken.length,
      };
    });
  }

  function failures() {
    const people = told();
    const campaigns = [...new Set([...claimed, ...people].map(({ campaign }) => campaign))];
    return {
      campaigns: campaigns.map((campaignId) => ({
        campaignId,
        ...reach(people.filter(({ campaign }) => campaign === campaignId)),
        ...fates(claimed.filter(({ campaign }) => campaign === campaignId)),
      })),
      wrongCodes: raw.wrong.filter((one) => here(one) && inside(one.at)).length,
    };
  }

  return { everyone, funnel, failures, weeks, products, hours, kinds, cost, returned, top, cohorts };
}
