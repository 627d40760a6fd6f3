/** Something on the menu of the demo shop. */
export interface Product {
  name: string;
  category: string;
  /** In whole units of the shop's currency. */
  price: number;
  /** How often people take it who have no habit. */
  liked: number;
  season?: 'summer' | 'winter' | 'autumn';
  /** What goes into the same order, and how often. */
  with?: Record<string, number>;
  names: { en: string; 'zh-hant': string; 'zh-hans': string };
}

type Row = [
  name: string,
  price: number,
  liked: number,
  en: string,
  hant: string,
  hans: string,
  more?: Partial<Product>,
];

const menu: Record<string, Row[]> = {
  coffee: [
    ['latte', 120, 10, 'latte', '拿鐵', '拿铁', { with: { croissant: 0.3 } }],
    ['americano', 90, 9, 'americano', '美式咖啡', '美式咖啡', { with: { bagel: 0.28 } }],
    ['cappuccino', 120, 6, 'cappuccino', '卡布奇諾', '卡布奇诺', { with: { 'cinnamon-roll': 0.3 } }],
    ['flat-white', 130, 4, 'flat white', '馥芮白', '澳白', { with: { muffin: 0.22 } }],
    ['mocha', 140, 4, 'mocha', '摩卡', '摩卡'],
    ['pour-over', 160, 3, 'pour-over coffee', '手沖咖啡', '手冲咖啡', { with: { 'coffee-beans': 0.15 } }],
    ['iced-latte', 130, 6, 'iced latte', '冰拿鐵', '冰拿铁', { season: 'summer', with: { croissant: 0.22 } }],
    ['cold-brew', 140, 4, 'cold brew', '冷萃咖啡', '冷萃咖啡', { season: 'summer' }],
  ],
  tea: [
    ['earl-grey', 100, 4, 'Earl Grey tea', '伯爵茶', '伯爵茶', { with: { scone: 0.35 } }],
    ['oolong', 100, 4, 'oolong tea', '烏龍茶', '乌龙茶', { with: { 'pineapple-cakes': 0.08 } }],
    ['milk-tea', 110, 6, 'milk tea', '奶茶', '奶茶', { with: { toast: 0.25 } }],
    ['matcha-latte', 140, 4, 'matcha latte', '抹茶拿鐵', '抹茶拿铁', { with: { cheesecake: 0.2 } }],
    ['ginger-tea', 110, 2, 'ginger tea', '薑茶', '姜茶', { season: 'winter' }],
  ],
  drinks: [
    ['lemonade', 100, 3, 'lemonade', '檸檬汁', '柠檬汁', { season: 'summer' }],
    ['mango-smoothie', 150, 3, 'mango smoothie', '芒果冰沙', '芒果冰沙', { season: 'summer' }],
    ['hot-chocolate', 130, 3, 'hot chocolate', '熱巧克力', '热巧克力', { season: 'winter', with: { muffin: 0.25 } }],
  ],
  pastry: [
    ['croissant', 70, 6, 'croissant', '可頌', '可颂'],
    ['cinnamon-roll', 80, 4, 'cinnamon roll', '肉桂捲', '肉桂卷'],
    ['scone', 70, 3, 'scone', '司康', '司康'],
    ['muffin', 75, 3, 'muffin', '馬芬', '玛芬'],
    ['bagel', 65, 4, 'bagel', '貝果', '贝果'],
    ['toast', 60, 3, 'thick toast', '厚片吐司', '厚片吐司'],
  ],
  bread: [
    ['sourdough', 180, 2, 'sourdough loaf', '酸種麵包', '酸种面包', { with: { baguette: 0.15 } }],
    ['milk-loaf', 120, 2, 'milk loaf', '鮮奶吐司', '牛奶吐司'],
    ['baguette', 90, 2, 'baguette', '法國長棍', '法棍'],
  ],
  cake: [
    ['cheesecake', 140, 3, 'cheesecake', '起司蛋糕', '芝士蛋糕'],
    ['tiramisu', 150, 3, 'tiramisu', '提拉米蘇', '提拉米苏'],
    ['whole-cake', 880, 0.6, 'whole cake', '整顆蛋糕', '整个蛋糕', { with: { 'cookie-box': 0.15 } }],
  ],
  food: [
    ['sandwich', 130, 4, 'sandwich', '三明治', '三明治', { with: { americano: 0.3 } }],
    ['quiche', 140, 2, 'quiche', '法式鹹派', '法式咸派', { with: { soup: 0.3 } }],
    ['soup', 120, 2, 'soup of the day', '每日例湯', '每日例汤'],
  ],
  gifts: [
    ['pineapple-cakes', 420, 0.8, 'pineapple cakes', '鳳梨酥', '凤梨酥'],
    ['cookie-box', 360, 0.8, 'box of cookies', '餅乾禮盒', '曲奇礼盒'],
    ['coffee-beans', 450, 1, 'coffee beans', '咖啡豆', '咖啡豆'],
    ['mooncakes', 680, 0.8, 'mooncakes', '月餅禮盒', '月饼礼盒', { season: 'autumn' }],
  ],
};

/** The menu of the demo shop. */
export const products: readonly Product[] = Object.entries(menu).flatMap(([category, rows]) =>
  rows.map(([name, price, liked, en, hant, hans, more]) => ({
    ...{ name, category, price, liked, names: { en, 'zh-hant': hant, 'zh-hans': hans } },
    ...more,
  })),
);

/** What people call the categories. */
export const categories: Record<string, Product['names']> = {
  coffee: { en: 'coffee', 'zh-hant': '咖啡', 'zh-hans': '咖啡' },
  tea: { en: 'tea', 'zh-hant': '茶飲', 'zh-hans': '茶饮' },
  drinks: { en: 'other drinks', 'zh-hant': '其他飲品', 'zh-hans': '其他饮品' },
  pastry: { en: 'pastries', 'zh-hant': '酥點', 'zh-hans': '酥点' },
  bread: { en: 'bread', 'zh-hant': '麵包', 'zh-hans': '面包' },
  cake: { en: 'cake', 'zh-hant': '蛋糕', 'zh-hans': '蛋糕' },
  food: { en: 'something savoury', 'zh-hant': '鹹食', 'zh-hans': '咸食' },
  gifts: { en: 'gift boxes', 'zh-hant': '禮盒', 'zh-hans': '礼盒' },
};

const byName = new Map(products.map((one) => [one.name, one]));

/** One of the menu by its name. */
export function productNamed(name: string): Product {
  return byName.get(name)!;
}

const SEASONS = { summer: [5, 6, 7, 8, 9], winter: [11, 12, 1, 2, 3], autumn: [9, 10] };

/** How much more or less something is wanted in a month (1 to 12) than in the mean. */
export function inSeason({ season }: Product, month: number): number {
  if (!season) return 1;
  if (SEASONS[season].includes(month)) return 1.8;
  return season === 'autumn' ? 0.02 : 0.3;
}
