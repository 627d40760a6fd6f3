import type { CampaignInput } from '../../campaigns/terms.ts';
import { readAmount } from '../../lib/money.ts';
import type { Shop } from '../../shop.ts';
import { categories, productNamed } from './products.ts';

/** A drop of the half year: open from so many days ago until so many days ago (or still). */
export interface PastDrop {
  from: number;
  until: number | null;
  /** How likely somebody claims it at a visit who likes nothing of it in particular. */
  wanted: number;
  campaign: CampaignInput & { ref: string };
}

/** What the demo shop has published besides its first campaigns; the last five are open still. */
export function pastDrops(shop: Shop): PastDrop[] {
  const money = (units: number) => readAmount(String(units), shop.currency)!;
  const called = (name: string) => productNamed(name).names;
  return [
    {
      ...{ from: 170, until: 140, wanted: 0.06 },
      campaign: {
        ref: 'COLDCUP',
        stock: 60,
        giftStock: 60,
        terms: {
          kind: 'gift',
          name: { en: 'A cold brew on us', 'zh-hant': '冷萃咖啡招待', 'zh-hans': '请你喝冷萃' },
          gift: { en: 'one cold brew', 'zh-hant': '冷萃咖啡一杯', 'zh-hans': '冷萃咖啡一杯' },
          products: ['cold-brew', 'iced-latte'],
          validity: { days: 10 },
        },
      },
    },
    {
      ...{ from: 130, until: 100, wanted: 0.07 },
      campaign: {
        ref: 'BRUNCH15',
        budgetMinor: money(6000),
        terms: {
          kind: 'percent',
          name: { en: 'Weekend brunch', 'zh-hant': '週末早午餐', 'zh-hans': '周末早午餐' },
          percentBasisPoints: 1500,
          capMinor: money(80),
          minimumMinor: money(200),
          categories: ['food'],
          called: { categories: { food: categories.food! } },
          validity: { days: 14 },
        },
      },
    },
    {
      ...{ from: 90, until: 60, wanted: 0.05 },
      campaign: {
        ref: 'DOUBLE50',
        stock: 80,
        terms: {
          kind: 'points',
          name: { en: 'Fifty points more', 'zh-hant': '加碼 50 點', 'zh-hans': '加送 50 积分' },
          points: 50,
          validity: { days: 14 },
        },
      },
    },
    {
      ...{ from: 75, until: null, wanted: 0.05 },
      campaign: {
        ref: 'CROISSANT',
        perCustomer: 8,
        terms: {
          kind: 'amount',
          name: { en: 'Croissant time', 'zh-hant': '可頌時光', 'zh-hans': '可颂时光' },
          amountMinor: money(15),
          products: ['croissant'],
          called: { products: { croissant: called('croissant') } },
          validity: { days: 14 },
        },
      },
    },
    {
      ...{ from: 45, until: null, wanted: 0.04 },
      campaign: {
        ref: 'SCONE',
        perCustomer: 6,
        giftStock: 200,
        terms: {
          kind: 'gift',
          name: { en: 'A scone with your tea', 'zh-hant': '喝茶送司康', 'zh-hans': '喝茶送司康' },
          gift: { en: 'one scone', 'zh-hant': '司康一個', 'zh-hans': '司康一个' },
          products: ['scone'],
          validity: { days: 10 },
        },
      },
    },
    {
      ...{ from: 30, until: null, wanted: 0.05 },
      campaign: {
        ref: 'COFFEE10',
        perCustomer: 6,
        terms: {
          kind: 'percent',
          name: { en: 'Coffee week', 'zh-hant': '咖啡週', 'zh-hans': '咖啡周' },
          percentBasisPoints: 1000,
          capMinor: money(40),
          categories: ['coffee'],
          called: { categories: { coffee: categories.coffee! } },
          validity: { days: 14 },
        },
      },
    },
    {
      ...{ from: 20, until: null, wanted: 0.03 },
      campaign: {
        ref: 'CAKE50',
        perCustomer: 4,
        budgetMinor: money(8000),
        terms: {
          kind: 'amount',
          name: { en: 'Something sweet', 'zh-hant': '甜點時間', 'zh-hans': '甜点时间' },
          amountMinor: money(50),
          minimumMinor: money(250),
          categories: ['cake'],
          called: { categories: { cake: categories.cake! } },
          validity: { days: 14 },
        },
      },
    },
    {
      ...{ from: 12, until: null, wanted: 0.03 },
      campaign: {
        ref: 'GIFTBOX',
        perCustomer: 3,
        terms: {
          kind: 'amount',
          name: { en: 'A box to take along', 'zh-hant': '伴手禮優惠', 'zh-hans': '伴手礼优惠' },
          description: {
            en: `${called('pineapple-cakes').en}, ${called('cookie-box').en} or ${called('coffee-beans').en}`,
            'zh-hant': `${called('pineapple-cakes')['zh-hant']}、${called('cookie-box')['zh-hant']}或${called('coffee-beans')['zh-hant']}`,
            'zh-hans': `${called('pineapple-cakes')['zh-hans']}、${called('cookie-box')['zh-hans']}或${called('coffee-beans')['zh-hans']}`,
          },
          amountMinor: money(60),
          minimumMinor: money(350),
          categories: ['gifts'],
          validity: { days: 30 },
        },
      },
    },
  ];
}
