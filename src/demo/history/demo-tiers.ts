import type { Step } from '../../tiers/ladder.ts';

/** What both tiers give, and what only the higher one does. */
const silver = {
  en: ['Oat milk at no charge', 'First to hear of new drinks'],
  'zh-hant': ['燕麥奶免費換', '新品搶先知道'],
  'zh-hans': ['燕麦奶免费换', '新品抢先知道'],
};
const gold = {
  en: ['A cup a size larger', 'Seats kept for you at weekends'],
  'zh-hant': ['飲品免費升級大杯', '週末保留座位'],
  'zh-hans': ['饮品免费升级大杯', '周末保留座位'],
};

/** The tiers of the demo shop, by what is spent in 365 days; `money` makes minor units of whole ones. */
export const demoTiers = (money: (units: number) => number): Step[] => [
  {
    name: 'silver',
    names: { en: 'Silver', 'zh-hant': '銀卡', 'zh-hans': '银卡' },
    threshold: money(3_000),
    perks: silver,
  },
  {
    name: 'gold',
    names: { en: 'Gold', 'zh-hant': '金卡', 'zh-hans': '金卡' },
    threshold: money(9_000),
    perks: {
      en: [...silver.en, ...gold.en],
      'zh-hant': [...silver['zh-hant'], ...gold['zh-hant']],
      'zh-hans': [...silver['zh-hans'], ...gold['zh-hans']],
    },
  },
];
