import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Campaign } from '../../entities/campaign.ts';
import { CampaignLook } from '../../entities/campaign-look.ts';
import { Customer } from '../../entities/customer.ts';
import { ProductPair } from '../../entities/product-pair.ts';
import { countPairs as job } from '../../jobs/count-pairs.ts';
import { openCampaigns } from '../../src/campaigns/open-campaigns.ts';
import { redeemCoupon } from '../../src/coupons/redeem.ts';
import { type Order, writePurchases } from '../../src/demo/history/write-purchases.ts';
import { newId } from '../../src/lib/ids.ts';
import { joinCustomers } from '../../src/links/join-customers.ts';
import { linkRef, partCustomers } from '../../src/links/part-customers.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { recordRefund } from '../../src/purchases/refund.ts';
import { countPairs } from '../../src/suggestions/count-pairs.ts';
import { nameThings } from '../../src/suggestions/name-things.ts';
import { forgetLooks, noteLook } from '../../src/suggestions/note-look.ts';
import { sayReason } from '../../src/suggestions/say-reason.ts';
import { setPersonal } from '../../src/suggestions/set-personal.ts';
import { openCounter } from '../coupons/counter.ts';

const counter = await openCounter(3);
const { database, run, operator } = counter;
afterAll(() => counter.close());
const DAY = 86_400_000;
const CATEGORY: Record<string, string> = {
  latte: 'coffee',
  mocha: 'coffee',
  croissant: 'pastry',
  tea: 'tea',
  cake: 'cake',
};
let orders = 0;

/** So many orders of these things, one each day until yesterday. */
async function buy(
  customerId: string,
  times: number,
  products: string[],
  more: { storeId?: string; ago?: number } = {},
) {
  const orderNos: string[] = [];
  for (let n = 1; n <= times; n++) {
    const lines = products.map(line);
    const orderNo = String(++orders);
    orderNos.push(orderNo);
    const at = new Date(counter.clock.at.getTime() - (n + (more.ago ?? 0)) * DAY);
    await run((tx) =>
      recordPurchase(tx, operator, {
        ...{ who: { customerId }, source: 'till', orderNo, amountMinor: 1000 * products.length, lines, at },
        ...(more.storeId && { storeId: more.storeId }),
      }),
    );
  }
  return orderNos;
}

const of = (times: number, products: string[]) => Array.from({ length: times }, () => products);

function orderOf(customerId: string, products: string[]): Order {
  const at = new Date(counter.clock.at.getTime() - DAY);
  const lines = products.map((product) => ({ ...line(product), refundedMinor: 0 }));
  const minor = 1000 * products.length;
  return {
    ...{ id: newId(at.getTime()), customerId, storeId: null, staffId: null, source: 'past', orderNo: String(++orders) },
    ...{ amountMinor: minor, paidMinor: minor, refundedMinor: 0, points: 0, at, voidedAt: null, channel: null, lines },
  };
}

const line = (product: string) => ({ product, category: CATEGORY[product]!, quantity: 1, amountMinor: 1000 });

async function drops(customerId: string, language = 'en') {
  return run(async (tx) => {
    const customer = await tx.db.findOneByOrFail(Customer, { id: customerId });
    const { campaigns, taste } = await openCampaigns(tx, customer, 1, 20);
    return campaigns.map(({ campaign, reason }) => ({
      ref: campaign.ref,
      why: reason && taste ? sayReason(tx.shop, language, reason, taste) : undefined,
    }));
  });
}
const refs = async (customerId: string) => (await drops(customerId)).map(({ ref }) => ref);
const COMMON = ['PLAIN', 'STATION', 'CAKE', 'PASTRY', 'LATTE'];

let station = '';
beforeAll(async () => {
  station = (await counter.store('Station')).id;
  await counter.store('Harbour');
  for (const [ref, terms] of Object.entries({
    LATTE: { products: ['latte'] },
    PASTRY: { categories: ['pastry'] },
    CAKE: { categories: ['cake'] },
    STATION: { stores: [station] },
    PLAIN: {},
  })) {
    counter.later(1000);
    await counter.campaign({ ref, terms: { kind: 'amount', amountMinor: 100, ...terms } });
  }
  // Croissants go with lattes; tea and cake go with anything as often as with anything else.
  const crowd: string[] = [];
  for (let n = 0; n < 5; n++) crowd.push(await counter.person('Crowd'));
  const bought = [
    ...of(40, ['latte', 'croissant']),
    ...of(10, ['latte', 'tea']),
    ...of(30, ['tea']),
    ...of(20, ['mocha', 'cake']),
    ...of(20, ['cake']),
    ...of(5, ['tea', 'cake']),
  ];
  await writePurchases(
    database.manager,
    bought.map((products, n) => orderOf(crowd[n % crowd.length]!, products)),
    'TWD',
  );
  await job.run({ app: counter as never, due: counter.clock.at, last: undefined });
});

describe('The order of drops', () => {
  it('is everybody’s for who has bought nothing yet, and has no reasons', async () => {
    const ken = await counter.person('Ken');
    expect(await drops(ken)).toEqual(COMMON.map((ref) => ({ ref, why: undefined })));
  });

  it('differs between two people with different histories, and says why', async () => {
    const mali = await counter.person('Mali');
    await buy(mali, 5, ['latte']);
    expect(await drops(mali)).toEqual([
      { ref: 'LATTE', why: 'For you, because you often buy latte.' },
      {
        ref: 'PASTRY',
        why: 'For you: you have bought latte 5 times. Of 50 orders with latte, 40 had croissant too, and this is for it.',
      },
      ...['PLAIN', 'STATION', 'CAKE'].map((ref) => ({ ref, why: undefined })),
    ]);
    const ploy = await counter.person('Ploy');
    await buy(ploy, 4, ['cake']);
    expect(await refs(ploy)).toEqual(['CAKE', 'PLAIN', 'STATION', 'PASTRY', 'LATTE']);
  });

  it('has no reason in what a coupon leaves out', async () => {
    await counter.campaign({
      ref: 'COFFEE',
      terms: { kind: 'amount', amountMinor: 100, categories: ['coffee'], exceptProducts: ['latte'], called: {} },
    });
    const mali = await counter.person('Mali');
    await buy(mali, 5, ['latte']);
    const why = async () => (await drops(mali)).find(({ ref }) => ref === 'COFFEE')!.why;
    expect(await why()).toBeUndefined();
    await buy(mali, 3, ['mocha']);
    expect(await why()).toBe('For you, because you often buy coffee.');
    await database.query(`update campaign set state = 'stopped' where ref = 'COFFEE'`);
  });

  it('is the same each time, and goes on over pages', async () => {
    const mali = await counter.person('Mali');
    await buy(mali, 5, ['latte']);
    const all = await refs(mali);
    const paged = await run(async (tx) => {
      const customer = await tx.db.findOneByOrFail(Customer, { id: mali });
      const pages = [];
      for (const page of [1, 2, 3]) pages.push(await openCampaigns(tx, customer, page, 2));
      return pages;
    });
    expect(paged.flatMap(({ campaigns }) => campaigns.map(({ campaign }) => campaign.ref))).toEqual(all);
    expect(paged.map(({ total }) => total)).toEqual([5, 5, 5]);
  });

  it('forgets what was given back, and what was long ago', async () => {
    const mali = await counter.person('Mali');
    const orderNos = await buy(mali, 4, ['latte']);
    for (const orderNo of orderNos)
      await run((tx) => recordRefund(tx, operator, { source: 'till', orderNo, refundNo: orderNo, amountMinor: 1000 }));
    await buy(mali, 6, ['latte'], { ago: 200 });
    expect(await refs(mali)).toEqual(COMMON);
  });

  it('knows the store where somebody mostly is', async () => {
    const mali = await counter.person('Mali');
    await buy(mali, 4, ['tea'], { storeId: station });
    expect((await drops(mali))[0]).toEqual({ ref: 'STATION', why: 'For you: good at Station, where you often come.' });
  });

  it('knows the kind of coupons that somebody uses', async () => {
    const gift = await counter.campaign({ ref: 'GIFT', terms: { kind: 'gift', gift: { en: 'a cup' } } });
    const boss = await counter.staff('Noi', 'owner');
    const mali = await counter.person('Mali');
    for (let n = 0; n < 3; n++) {
      const { code } = await counter.claim(gift.id, mali);
      await run((tx) => redeemCoupon(tx, boss, { code, storeId: station }));
    }
    counter.later(1000);
    await counter.campaign({ ref: 'NEWEST', terms: { kind: 'amount', amountMinor: 100 } });
    const [first, second] = await drops(mali);
    expect(first).toEqual({ ref: 'GIFT', why: 'For you, because you often use coupons for something free.' });
    expect(second!.ref).toBe('NEWEST');
    await database.query(`update campaign set state = 'stopped' where ref in ('GIFT', 'NEWEST')`);
  });

  it('keeps what opens later behind what is open', async () => {
    const claimFrom = new Date(counter.clock.at.getTime() + DAY).toISOString();
    await counter.campaign({
      ref: 'LATER',
      claimFrom,
      terms: { kind: 'amount', amountMinor: 100, products: ['latte'] },
    });
    const mali = await counter.person('Mali');
    await buy(mali, 5, ['latte']);
    expect((await refs(mali)).at(-1)).toBe('LATER');
    await database.query(`update campaign set state = 'stopped' where ref = 'LATER'`);
  });
});

describe('A look at a drop', () => {
  const look = async (id: string, ref: string) => {
    const who = await counter.named(id);
    await run(async (tx) => noteLook(tx, who, (await tx.db.findOneByOrFail(Campaign, { ref })).id));
  };
  const looks = () => database.manager.count(CampaignLook);
  const LOOKED = 'For you, because you lately had a look at this.';

  it('brings it forward, until it is claimed, two weeks pass, or they want no suggestions', async () => {
    const ken = await counter.person('Ken');
    await look(ken, 'PASTRY');
    await look(ken, 'PASTRY');
    expect((await drops(ken))[0]).toEqual({ ref: 'PASTRY', why: LOOKED });
    expect(await refs(ken)).toEqual(['PASTRY', ...COMMON.filter((ref) => ref !== 'PASTRY')]);
    expect((await drops(ken, 'zh-hant'))[0]!.why).toBe('推薦給您：您最近看過這張優惠券。');
    expect((await drops(ken, 'zh-hans'))[0]!.why).toBe('为您推荐：您最近看过这张优惠券。');
    expect(await refs(await counter.person('Mali'))).toEqual(COMMON);
    const claimed = await counter.person('Mali');
    await look(claimed, 'PASTRY');
    await counter.claim((await database.manager.findOneByOrFail(Campaign, { ref: 'PASTRY' })).id, claimed);
    expect((await drops(claimed)).map(({ why }) => why)).not.toContain(LOOKED);

    const before = await looks();
    await run(async (tx) => setPersonal(tx, await tx.db.findOneByOrFail(Customer, { id: ken }), false));
    expect(await looks()).toBe(before - 1);
    await look(ken, 'PASTRY');
    expect(await looks()).toBe(before - 1);
    expect(await refs(ken)).toEqual(COMMON);

    const late = await counter.person('Mali');
    await look(late, 'PASTRY');
    counter.later(14 * DAY);
    expect(await refs(late)).toEqual(COMMON);
    await run(forgetLooks);
    expect(await looks()).toBe(0);
    counter.later(-14 * DAY);
  });
});

describe('A reason', () => {
  it('is said in each language, by the names that people know', async () => {
    await run((tx) =>
      nameThings(tx, operator, {
        products: {
          latte: { en: 'caffè latte', 'zh-hant': '拿鐵', 'zh-hans': '拿铁' },
          croissant: { 'zh-hant': '可頌', 'zh-hans': '可颂' },
        },
      }),
    );
    const mali = await counter.person('Mali');
    await buy(mali, 5, ['latte']);
    const said = async (language: string) => (await drops(mali, language)).flatMap(({ why }) => why ?? []);
    expect(await said('zh-hant')).toEqual([
      '推薦給您：您常買拿鐵。',
      '推薦給您：您買過 5 次拿鐵。50 筆拿鐵訂單裡，有 40 筆也買了可頌，這張正好派得上用場。',
    ]);
    expect(await said('zh-hans')).toEqual([
      '为您推荐：您常买拿铁。',
      '为您推荐：您买过 5 次拿铁。50 笔拿铁订单里，有 40 笔也买了可颂，这张正好用得上。',
    ]);
    expect((await said('en'))[0]).toBe('For you, because you often buy caffè latte.');
  });

  it('counts what chance does not explain, once however often it is counted', async () => {
    const pairs = async () =>
      (await database.manager.find(ProductPair)).map(({ product, other, together, orders }) => ({
        pair: `${product} ${other}`,
        counts: `${together} of ${orders}`,
      }));
    const first = await run(async (tx) => {
      await countPairs(tx);
      return pairs;
    });
    const before = await first();
    await run((tx) => countPairs(tx));
    expect(await pairs()).toEqual(before);
    const named = before.map(({ pair }) => pair).sort();
    expect(named).toContain('latte croissant');
    expect(named).toContain('mocha cake');
    expect(named.some((pair) => pair.includes('tea'))).toBe(false);
  });
});

describe('What is told of others', () => {
  const hers = async (people: number) => {
    const bought = Array.from({ length: 30 }, () => ['salve', 'tonic']);
    const ids: string[] = [];
    for (let n = 0; n < people; n++) ids.push(await counter.person('Private'));
    const all = bought.map((products, n) => orderOf(ids[n % people]!, products));
    await writePurchases(database.manager, all, 'TWD');
    await run((tx) => countPairs(tx));
    return database.manager.countBy(ProductPair, { product: 'salve', other: 'tonic' });
  };

  it('is what five people do, however often fewer of them do it', async () => {
    expect(await hers(1)).toBe(0);
    expect(await hers(3)).toBe(0);
    expect(await hers(1)).toBe(1);
  });

  it('claims no habit of who has bought something twice', async () => {
    const mali = await counter.person('Mali');
    await buy(mali, 2, ['latte']);
    const [first] = await drops(mali);
    expect(first!.ref).toBe('PASTRY');
    // Croissant has Chinese names only here: who reads English is told the till's word.
    expect(first!.why).toMatch(
      /^For you: you have bought caffè latte 2 times\. Of \d+ orders with caffè latte, \d+ had croissant too/,
    );
  });
});

describe('Who wants no suggestions', () => {
  const off = (id: string) => run(async (tx) => setPersonal(tx, await tx.db.findOneByOrFail(Customer, { id }), false));
  const noPersonal = async (id: string) => (await counter.named(id)).noPersonal;

  it('sees everybody’s order without a reason, at once', async () => {
    const mali = await counter.person('Mali');
    await buy(mali, 5, ['latte']);
    expect(await off(mali)).toBe(true);
    expect(await off(mali)).toBe(false);
    expect(await drops(mali)).toEqual(COMMON.map((ref) => ({ ref, why: undefined })));
  });

  it.each(['kept', 'joined'])('stays so when two become one and the %s one had said it', async (who) => {
    const kept = await counter.person('Mali');
    counter.later(1000);
    const joined = await counter.person('Mali');
    await off(who === 'kept' ? kept : joined);
    const { linkId, keptId } = await run((tx) => joinCustomers(tx, kept, joined));
    expect(keptId).toBe(kept);
    expect(await noPersonal(kept)).toBe(true);
    await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
    expect([await noPersonal(kept), await noPersonal(joined)]).toEqual([who === 'kept', who === 'joined']);
  });

  it('keeps what they chose since they were one', async () => {
    const kept = await counter.person('Mali');
    counter.later(1000);
    const joined = await counter.person('Mali');
    const { linkId } = await run((tx) => joinCustomers(tx, kept, joined));
    await off(kept);
    await run((tx) => partCustomers(tx, operator, linkRef(linkId)));
    expect(await noPersonal(kept)).toBe(true);
  });
});
