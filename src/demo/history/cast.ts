import type { Language } from '../../words/index.ts';
import { type Buyer, meet } from './people.ts';
import { productNamed } from './products.ts';
import type { Random } from './random.ts';

/** Somebody who has come to the demo shop, and how they buy. */
export interface Guest {
  /** Of one of the ready people: where they write to us. The others have made-up addresses. */
  address: string | undefined;
  name: string;
  language: Language;
  birthMmdd: number | null;
  marketing: boolean;
  /** The store that they mostly go to: its place in the list of stores. */
  store: number;
  buyer: Buyer;
}

// First names and forms of address only: they are nobody.
const NAMES: Record<Language, readonly string[]> = {
  en: 'Anna Ben Clara Dan Ella Finn Grace Hugo Iris Jack Kate Leo Maya Nina Oscar Pia Rosa Sam Tess Vera Will Zoe Dao Fah Nok'.split(
    ' ',
  ),
  'zh-hant':
    '小美 阿傑 怡君 志豪 雅婷 阿明 佳穎 小陳 淑芬 大衛 阿珠 文華 小玲 建宏 美惠 阿德 家豪 心怡 小林 阿芳 王小姐 李先生 張太太 吳小姐 許先生'.split(
      ' ',
    ),
  'zh-hans': '小丽 阿强 小芳 小刘 晓东 婷婷 阿华 小周 佳佳 小军 王女士 李先生 张女士 赵先生 小雨'.split(' '),
};
const LANGUAGES: readonly Language[] = ['zh-hant', 'zh-hant', 'zh-hant', 'en', 'zh-hans'];
const SHAPES = [
  ['regular', 95],
  ['rare', 135],
  ['random', 60],
] as const;

/** The people of the cast who have bought here, then everybody else. */
export function drawGuests(random: Random, stores: number): Guest[] {
  const others = SHAPES.flatMap(([shape, count]) => Array.from({ length: count }, () => meet(shape, random)));
  return [
    mali,
    { ...mali, address: 'demo-staff', name: 'Noi', marketing: false, buyer: staffBuyer('oolong', 6) },
    { ...mali, address: 'demo-marketer', name: 'Ploy', store: 1, buyer: staffBuyer('matcha-latte', 9) },
    ...others.map((buyer): Guest => {
      const language = random.pick(LANGUAGES);
      return {
        ...{ address: undefined, name: random.pick(NAMES[language]), language, buyer },
        birthMmdd: random.chance(0.6) ? (1 + random.whole(12)) * 100 + 1 + random.whole(28) : null,
        marketing: random.chance(0.75),
        store: random.chance(0.6) ? 0 : random.whole(stores),
      };
    }),
  ];
}

/** Nearly every second day a latte, seldom anything with it: the gold customer of the cast. */
const mali: Guest = {
  ...{ address: 'demo-customer', name: 'Mali', language: 'en', birthMmdd: 315, marketing: true, store: 0 },
  buyer: {
    ...{ shape: 'regular', gapDays: 1.8, gapSpread: 0.3, leaving: 0, hour: 8, months: [], loyal: 0.92, pairs: false },
    likes: [
      { product: productNamed('latte'), weight: 6 },
      { product: productNamed('cheesecake'), weight: 2 },
      { product: productNamed('sandwich'), weight: 2 },
    ],
  },
};

const staffBuyer = (name: string, gapDays: number): Buyer => ({
  ...{ shape: 'regular', gapDays, gapSpread: 0.4, leaving: 0, hour: 12, months: [], loyal: 0.9, pairs: false },
  likes: [{ product: productNamed(name), weight: 1 }],
});
