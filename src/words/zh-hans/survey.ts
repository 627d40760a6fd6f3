import type { Words } from '../words.ts';

export const survey = (): Words['survey'] => ({
  wish: () => `怎么做，您会想再来呢？（第 2 题，共 3 题）`,
  wishes: { offer: '优惠多一点', menu: '推出新品', hours: '调整营业时间', service: '服务更好' },
  more: () => `最后一题：还有什么想告诉我们的吗？直接打字就行。（第 3 题，共 3 题）`,
  wished: () => `怎么做会想再来`,
  skip: () => `跳过`,
});
