import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCampaign } from '../../src/campaigns/create-campaign.ts';
import { steps } from '../../src/campaigns/draft/steps.ts';
import { sayGoods } from '../../src/campaigns/goods.ts';
import { openHear } from '../../src/chat/hear.ts';
import { nameThings } from '../../src/suggestions/name-things.ts';
import { type Language, languages, wordsFor } from '../../src/words/index.ts';
import { openDesk, operator, tap } from './desk.ts';

const desk = await openDesk({ PUBLIC_URL: 'https://shop.example/', BRAND_CURRENCY: 'TWD', BRAND_LANGUAGE: 'en' });
afterAll(() => desk.end());
const words = wordsFor({ name: 'Quanbot', zone: 'Asia/Taipei', currency: 'TWD' });

let station = '';
beforeAll(async () => {
  station = (await desk.store('Station')).id;
  await desk.store('Harbour');
  await desk.rows(`insert into channel_note (channel, key, value) values ('telegram', 'username', 'antler_bot')`);
});

const campaignsNow = () => desk.rows('select * from campaign order by id');

/** Good answers, one for each step of a percent campaign, and a bad one where there is one. */
const percent: [step: string, good: string, bad?: string][] = [
  ['kind', 'percent', 'a car'],
  ['value', '20', '120'],
  ['cap', '50', 'much'],
  ['name', 'Latte\nzh-hant: 拿鐵\nzh-hans：拿铁', 'zh-hant: 拿鐵'],
  ['minimum', '100', 'some'],
  ['stores', 'station, HARB', 'Moon'],
  ['days', 'Mon-Wed 5', 'someday'],
  ['hours', '14-17:30', '17:00-14:00'],
  ['stock', '500', '0'],
  ['limits', 'more', 'perhaps'],
  ['person', '2', '1001'],
  ['daily', '100', '-1'],
  ['budget', '9,000', 'lots'],
  ['from', '2027-03-05 09:00', '2027-02-01'],
  ['until', '2027-03-31', '2027-03-04'],
  ['validity', '30 days', 'long'],
  ['picture', 'https://shop.example/latte.jpg', 'http://shop.example/latte.jpg'],
];

describe.each(languages)('The wizard in %s', (language: Language) => {
  const t = words(language);

  it('is walked through: wrong answers ask again, and back works at each step', async () => {
    const ploy = await desk.staff('Ploy', 'marketer', language);
    let messages = await ploy.say('/new');
    for (const [at, [step, good, bad]] of percent.entries()) {
      const of = Number(/(\d+)\D*$/.exec(messages[0]!.title!)![1]);
      const title = t.marketing.titled(at + 1, of);
      expect(messages[0]!.title).toBe(title);
      if (bad) {
        const [again] = await ploy.say(bad);
        expect(again!.title, `${step} takes “${bad}”`).toBe(title);
        expect(again!.text.length).toBeGreaterThan(messages[0]!.text.length);
      }
      if (at > 0) {
        const before = await ploy.say(tap(messages, t.chat.back()));
        expect(before[0]!.text).toContain(t.marketing.now('').trim());
        // The answer before is still there: keeping it leads here again.
        messages = await ploy.say(tap(before, t.marketing.keep()));
        expect(messages[0]!.title).toBe(title);
      }
      tap(messages, t.chat.cancel());
      messages = await ploy.say(good);
    }
    expect(messages).toHaveLength(5);
    expect(messages.slice(1, 4).map(({ title, image }) => [title, image])).toEqual(
      ['Latte', '拿鐵', '拿铁'].map((name) => [name, 'https://shop.example/latte.jpg']),
    );
    expect(messages.slice(0, 4).flatMap((one) => one.buttons ?? [])).toEqual([]);
    const back = await ploy.say(tap(messages, t.chat.back()));
    messages = await ploy.say(tap(back, t.marketing.toPreview()));
    const earlier = (await campaignsNow()).length;

    const [done] = await ploy.say(tap(messages, t.marketing.publish()));
    const campaign = (await campaignsNow()).at(-1)!;
    expect(campaign).toMatchObject({
      stock: 500,
      per_customer: 2,
      per_day: 100,
      budget_minor: '900000',
      created_by: ploy.by.staff.id,
      claim_from: new Date('2027-03-05T01:00:00Z'),
      claim_until: new Date('2027-03-31T16:00:00Z'),
    });
    const [row] = await desk.rows('select terms from campaign_terms where campaign_id = $1', [campaign.id]);
    expect(row!.terms).toEqual({
      kind: 'percent',
      percentBasisPoints: 2000,
      capMinor: 5000,
      name: { en: 'Latte', 'zh-hant': '拿鐵', 'zh-hans': '拿铁' },
      minimumMinor: 10_000,
      stores: expect.arrayContaining([station]),
      weekdays: [1, 2, 3, 5],
      hours: { from: '14:00', until: '17:30' },
      validity: { days: 30 },
      image: 'https://shop.example/latte.jpg',
    });
    expect(done!.text).toContain(`https://shop.example/chat?ref=${campaign.ref}`);
    expect(done!.text).toContain(`https://t.me/antler_bot?start=${campaign.ref}`);
    expect(tap([done!], t.marketing.broadcast())).toBe(`/broadcast ${campaign.ref}`);
    const [twice] = await ploy.say('/new publish');
    expect(twice!.text).toBe(t.marketing.noDraft());
    expect(await campaignsNow()).toHaveLength(earlier + 1);
  });

  it('can be done by taps and defaults alone, but for the value and the name', async () => {
    const ploy = await desk.staff('Ploy', 'marketer', language);
    const before = (await campaignsNow()).length;
    let messages = await ploy.say('/new');
    const { choice } = t.marketing;
    const taps = [choice.gift(), '', '', choice.noMinimum(), choice.allStores(), choice.everyDay(), choice.allDay()];
    const rest = [
      choice.noLimit(),
      choice.fine(),
      choice.fromNow(),
      choice.noEnd(),
      choice.hours(48),
      choice.noPicture(),
    ];
    for (const label of [...taps, ...rest]) {
      messages = await ploy.say(label ? tap(messages, label) : 'Cookie');
    }
    await ploy.say(tap(messages, t.marketing.publish()));
    const all = await campaignsNow();
    expect(all).toHaveLength(before + 1);
    expect(all.at(-1)).toMatchObject({ stock: null, per_customer: 1, claim_until: null, claim_from: desk.clock.now() });
    const [row] = await desk.rows('select terms from campaign_terms where campaign_id = $1', [all.at(-1)!.id]);
    expect(row!.terms).toEqual({
      kind: 'gift',
      gift: { en: 'Cookie' },
      name: { en: 'Cookie' },
      validity: { hours: 48 },
    });
  });
});

describe('A draft', () => {
  it('survives a restart, and the next line still answers the question', async () => {
    const ploy = await desk.staff('Ploy', 'marketer');
    await ploy.say('/new');
    await ploy.say('/new kind amount');
    const hear = openHear(desk, { claim: async () => undefined });
    const { messages } = await hear({ id: 'after-restart', channel: 'terminal', from: ploy.address, text: '20' });
    expect(messages[0]!.title).toContain('3 of');
    await desk.pass(86_400_000);
    const [resumed] = await ploy.say('/new');
    expect(resumed!.text).toContain('You have begun a campaign.');
    expect(resumed!.title).toContain('3 of');
    const [anew] = await ploy.say(tap([resumed!], 'Start again'));
    expect(anew!.title).toContain('1 of');
  });

  it('takes typed answers for any step, and does not publish with a gap', async () => {
    const ploy = await desk.staff('Ploy', 'marketer');
    await ploy.say('/new kind percent');
    for (const line of ['/new name Late latte', '/new stock 5']) await ploy.say(line);
    const [asks] = await ploy.say('/new publish');
    expect(asks!.text).toContain('What percentage off?');
    await ploy.say('/new value 8 折');
    await ploy.say('/new cap none');
    const [other] = await ploy.say('/new kind amount');
    expect(other!.text).toContain('How much off?');
    const [row] = await desk.rows('select data from draft where staff_id = $1', [ploy.by.staff.id]);
    expect(row!.data).toMatchObject({ terms: { kind: 'amount', name: { en: 'Late latte' } }, limits: { stock: 5 } });
    expect((row!.data as { terms: object }).terms).not.toHaveProperty('percentBasisPoints');
  });

  it('is left by going back at the first step, and dropped by cancelling', async () => {
    const ploy = await desk.staff('Ploy', 'marketer');
    const first = await ploy.say('/new');
    const [left] = await ploy.say(tap(first, 'Back'));
    expect(left!.text).toBe('Your draft is kept. /new goes on with it.');
    const again = await ploy.say('/new');
    const [gone] = await ploy.say(tap(again, 'Cancel'));
    expect(gone!.text).toBe('The draft is gone. Nothing was published.');
    expect((await ploy.say('/new cancel'))[0]!.text).toContain('There is no draft now.');
    expect((await ploy.say('20'))[0]!.text).not.toContain('off');
    expect(await desk.rows('select from draft where staff_id = $1', [ploy.by.staff.id])).toEqual([]);
  });

  it('that waited beyond its own dates is asked for new ones', async () => {
    const ploy = await desk.staff('Ploy', 'marketer');
    for (const line of [
      '/new',
      '/new kind points',
      '50',
      'Treat',
      'none',
      'none',
      'none',
      'none',
      '10',
      'fine',
      '18:00',
      '23:00',
      '48 hours',
    ]) {
      await ploy.say(line);
    }
    const ready = await ploy.say('none');
    desk.pass(2 * 86_400_000);
    const [asks] = await ploy.say(tap(ready, 'Publish'));
    expect(asks!.text).toContain('That has passed already');
    expect(asks!.text).toContain('Until when can people claim?');
    await ploy.say('none');
    const [done] = await ploy.say('/new publish');
    expect(done!.text).toContain('“Treat” is published.');
    expect((await campaignsNow()).at(-1)).toMatchObject({ claim_from: desk.clock.now(), claim_until: null });
  });

  it('is for those who may publish', async () => {
    const clerk = await desk.staff('Noi', 'clerk');
    expect((await clerk.say('/new'))[0]!.text).toContain('Your role may not do that');
    const mali = await desk.customer('Mali');
    expect((await mali.say('/new'))[0]!.text).toContain('This is for the staff');
  });
});

describe('Goods', () => {
  beforeAll(async () => {
    await desk.rows(
      `insert into product_share (kind, name, category, orders, of_orders, lately, of_lately) values
         ('category', 'coffee', null, 50, 90, 0, 0), ('category', 'tea', null, 20, 90, 0, 0),
         ('product', 'latte', 'coffee', 30, 90, 0, 0), ('product', 'salt and pepper chips', null, 5, 90, 0, 0)`,
    );
    const names = { en: 'caffè latte', 'zh-hant': '拿鐵', 'zh-hans': '拿铁' };
    const coffee = { en: 'coffee', 'zh-hant': '咖啡', 'zh-hans': '咖啡' };
    await desk.run((tx) => nameThings(tx, operator, { products: { latte: names }, categories: { coffee } }));
  });
  afterAll(() => desk.rows('truncate product_share, product_name'));

  const typed = {
    en: 'coffee, tea except caffè latte',
    'zh-hant': '咖啡、tea，不含拿鐵',
    'zh-hans': '咖啡、tea，不含拿铁',
  };
  const said = {
    en: 'NT$20 off, for coffee and tea, not for caffè latte',
    'zh-hant': '折抵 NT$20，限購買咖啡或 tea 使用，拿鐵不適用',
    'zh-hans': '立减 NT$20，限购买咖啡或 tea 使用，拿铁不适用',
  };

  it.each(languages)('are written, read back, published, and read at the counter in %s', async (language) => {
    const t = words(language);
    const ploy = await desk.staff('Ploy', 'marketer', language);
    for (const line of ['/new', '/new kind amount', '20', 'Treat']) await ploy.say(line);
    const [ask] = await ploy.say('none');
    expect(ask!.text).toBe(t.marketing.ask.goods());
    tap([ask!], t.marketing.choice.allGoods());
    expect((await ploy.say('coffee except coffee'))[0]!.text).toContain(t.marketing.wrong.goodsClash());
    expect((await ploy.say('caffè latte except coffee'))[0]!.text).toContain(t.marketing.wrong.goodsClash());
    expect((await ploy.say('gold bars'))[0]!.text).toContain('tea');
    const next = await ploy.say(typed[language]);
    const [again] = await ploy.say(tap(next, t.chat.back()));
    const bound = sayGoods(t, { ...TERMS, kind: 'amount' }, language, 'en');
    expect(again!.text).toContain(t.marketing.now(t.coupons.facts(bound)));
    for (const line of ['/new next', 'none', 'none', 'none', 'none', 'fine', 'now', 'none', '30 days'])
      await ploy.say(line);
    const cards = await ploy.say('none');
    expect(cards[1]!.text).toContain(said.en);
    await ploy.say('/new publish');
    const campaign = (await campaignsNow()).at(-1)!;
    const [row] = await desk.rows('select terms from campaign_terms where campaign_id = $1', [campaign.id]);
    expect(row!.terms).toMatchObject(TERMS);
    const mali = await desk.customer('Mali', { language });
    expect((await mali.say(`/drops ${campaign.ref}`))[0]!.text).toContain(said[language]);
    const [held] = await mali.say(`/claim ${campaign.ref}`);
    expect(held!.text).toContain(said[language]);
    const noi = await desk.staff('Noi', 'manager', language);
    const [checked] = await noi.say(`/check ${held!.code!.token}`);
    for (const one of bound) expect(checked!.text).toContain(`• ${one}`);
    await desk.rows(`update campaign set state = 'stopped' where id = $1`, [campaign.id]);
  });

  it.each([
    ['everything', {}],
    ['all except tea', { exceptCategories: ['tea'] }],
    ['除了拿鐵', { exceptProducts: ['latte'] }],
    ['salt and pepper chips', { products: ['salt and pepper chips'] }],
    ['latte and tea', { categories: ['tea'], products: ['latte'] }],
  ])('are changed later to “%s”', async (line, terms) => {
    const ploy = await desk.staff('Ploy', 'marketer');
    await desk.run((tx) => createCampaign(tx, operator, { ref: 'GOODS', terms: CHANGED }).catch(() => undefined));
    await ploy.say(`/campaigns GOODS change goods ${line}`);
    const [row] = await desk.rows(
      `select t.terms from campaign_terms t join campaign g on g.id = t.campaign_id and g.terms_version = t.version where ref = 'GOODS'`,
    );
    const { called: _, ...plain } = row!.terms as Record<string, unknown>;
    expect(plain).toEqual({ ...CHANGED, ...terms });
  });
});

const TERMS = {
  categories: ['coffee', 'tea'],
  exceptProducts: ['latte'],
  called: {
    products: { latte: { en: 'caffè latte', 'zh-hant': '拿鐵', 'zh-hans': '拿铁' } },
    categories: { coffee: { en: 'coffee', 'zh-hant': '咖啡', 'zh-hans': '咖啡' } },
  },
};
const CHANGED = { kind: 'amount' as const, amountMinor: 2000, name: { en: 'Goods' }, validity: { days: 30 } };

it('Every step has a question and a label in every language', () => {
  expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  for (const language of languages) {
    const { choice, field, ...m } = words(language).marketing;
    const labels = [
      ...Object.values(choice).map((say) => (say as (n: number) => string)(48)),
      ...Object.values(field).map((say) => say()),
      ...[
        m.keep,
        m.startOver,
        m.begin,
        m.toPreview,
        m.publish,
        m.stats,
        m.broadcast,
        m.change,
        m.stop,
        m.revoke,
        m.resume,
      ].map((say) => say()),
      ...[m.campaigns, m.toCampaign, m.yesStop].map((say) => say()),
      m.yesRevoke(9999),
    ];
    expect(labels.filter((label) => label.length > 20)).toEqual([]);
  }
});
