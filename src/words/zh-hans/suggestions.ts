import type { Format } from '../format.ts';
import { spaced, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const suggestions = (f: Format): Words['suggestions'] => ({
  habit: (thing) => `为您推荐：您常买${spacedBefore(thing)}。`,
  goesWith: (mine, times, other, together, of) =>
    `为您推荐：您买过 ${f.number(times)} 次${spacedBefore(mine)}。${f.number(of)} 笔${spaced(mine)}订单里，有 ${f.number(together)} 笔也买了${spacedBefore(other)}，这张正好用得上。`,
  looked: () => `为您推荐：您最近看过这张优惠券。`,
  usualStore: (store) => `为您推荐：在您常去的${spaced(store)}就能用。`,
  usualKind: {
    amount: () => `为您推荐：您常用立减金额的优惠券。`,
    percent: () => `为您推荐：您常用打折的优惠券。`,
    gift: () => `为您推荐：您常用送赠品的优惠券。`,
    points: () => `为您推荐：您常用送积分的优惠券。`,
  },
  personalTitle: () => `个性化推荐`,
  personalIsOn: () => `目前是开启的：我们会从您在这里的消费和用过的优惠券，挑出适合您的优惠券排在前面，并说明原因。`,
  personalIsOff: () => `目前是关闭的：您看到的优惠券顺序和大家一样，我们也不会按您的消费习惯给您发优惠。`,
  personalOn: () => `个性化推荐已开启，请看 /drops。`,
  personalOff: () =>
    `好的，不再提供个性化推荐：您看到的优惠券顺序和大家一样，我们也不会按您的消费习惯给您发优惠。想恢复的话，请发送 /personal on。`,
  turnOn: () => `开启个性化推荐`,
  turnOff: () => `不要个性化推荐`,
  privacyOn: () =>
    `我们会从您的消费，以及用过或点开看过的优惠券，挑出适合您的优惠券和时机，排在前面，或发给您。不需要的话，请发送 /personal off。`,
  privacyOff: () =>
    `您已关闭个性化推荐：我们不会按您的消费习惯排列优惠券，也不会因此给您发优惠。给某一群顾客（例如同一等级）的优惠还是会收到，想停收请发送 /stop。想恢复推荐的话，请发送 /personal on。`,
});

export const suggestionRefusals = (_f: Format) => ({});
