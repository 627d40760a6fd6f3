import type { Words } from '../words.ts';

export const survey = (): Words['survey'] => ({
  wish: () => `怎麼做，您會想再來呢？（第 2 題，共 3 題）`,
  wishes: { offer: '優惠多一點', menu: '推出新品', hours: '調整營業時間', service: '服務更好' },
  more: () => `最後一題：還有什麼想告訴我們的嗎？直接打字就可以。（第 3 題，共 3 題）`,
  wished: () => `怎麼做會想再來`,
  skip: () => `跳過`,
});
