import type { CampaignInput } from '../campaigns/terms.ts';
import { readAmount } from '../lib/money.ts';
import type { Shop } from '../shop.ts';
import { languages } from '../words/index.ts';

/** A campaign of each kind, with names in every language, in whatever currency the shop has. */
export function demoCampaigns(shop: Shop): CampaignInput[] {
  const money = (units: number) => readAmount(String(units), shop.currency)!;
  const named = (name: (language: string) => string) =>
    Object.fromEntries(languages.map((language) => [language, name(language)]));
  return [
    {
      ref: 'LATTE',
      stock: 50,
      giftStock: 50,
      terms: {
        kind: 'gift',
        name: { en: 'Free latte', 'zh-hant': '拿鐵免費喝', 'zh-hans': '拿铁免费喝' },
        description: {
          en: 'Hot or iced, made to order.',
          'zh-hant': '冷熱皆可，現點現做。',
          'zh-hans': '冷热皆可，现点现做。',
        },
        gift: { en: 'one latte', 'zh-hant': '拿鐵一杯', 'zh-hans': '拿铁一杯' },
        products: ['latte'],
        validity: { days: 7 },
      },
    },
    {
      ref: 'TREAT20',
      terms: {
        kind: 'percent',
        name: { en: 'Afternoon treat', 'zh-hant': '午後犒賞', 'zh-hans': '午后犒赏' },
        percentBasisPoints: 2000,
        capMinor: money(100),
        minimumMinor: money(150),
        validity: { days: 14 },
      },
    },
    {
      ref: 'HELLO30',
      terms: {
        kind: 'amount',
        name: named((language) => shop.words(language).coupons.amount(money(30))),
        amountMinor: money(30),
        validity: { hours: 48 },
      },
    },
    {
      ref: 'WELCOME',
      terms: {
        kind: 'points',
        name: { en: 'Welcome points', 'zh-hant': '新會員點數', 'zh-hans': '新会员积分' },
        points: 100,
        validity: { days: 30 },
      },
    },
    {
      ref: 'BIRTHDAY',
      purpose: 'birthday',
      terms: {
        kind: 'gift',
        name: { en: 'Birthday cake', 'zh-hant': '生日蛋糕', 'zh-hans': '生日蛋糕' },
        gift: { en: 'a slice of cake', 'zh-hant': '蛋糕一片', 'zh-hans': '蛋糕一块' },
        validity: { days: 14 },
      },
    },
  ];
}
