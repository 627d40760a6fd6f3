import type { Format } from '../format.ts';

export const suggestions = (f: Format) => ({
  habit: (thing: string) => `For you, because you often buy ${thing}.`,
  goesWith: (mine: string, times: number, other: string, together: number, of: number) =>
    `For you: you have bought ${mine} ${f.number(times)} times. Of ${f.number(of)} orders with ${mine}, ${f.number(together)} had ${other} too, and this is for it.`,
  looked: () => `For you, because you lately had a look at this.`,
  usualStore: (store: string) => `For you: good at ${store}, where you often come.`,
  usualKind: {
    amount: () => `For you, because you often use coupons that take an amount off.`,
    percent: () => `For you, because you often use coupons that take a percentage off.`,
    gift: () => `For you, because you often use coupons for something free.`,
    points: () => `For you, because you often use coupons for points.`,
  },
  personalTitle: () => `Personal suggestions`,
  personalIsOn: () =>
    `They are on: from what you buy and use here we work out which coupons may suit you, show these first, and say why.`,
  personalIsOff: () => `They are off: you see coupons in the same order as everybody, and none is sent by your habits.`,
  personalOn: () => `Personal suggestions are on. See /drops.`,
  personalOff: () =>
    `Done: no more personal suggestions. You see coupons in the same order as everybody, and none is sent by your habits. /personal on brings them back.`,
  turnOn: () => `Turn suggestions on`,
  turnOff: () => `No suggestions`,
  privacyOn: () =>
    `From your purchases and the coupons you used or opened we work out which coupons may suit you and when, show these first, and send you some. /personal off ends that.`,
  privacyOff: () =>
    `You want no personal suggestions: your habits neither order the coupons that you see nor have one sent to you. Offers to a group, such as a tier, still come; /stop ends them. /personal on brings suggestions back.`,
});

export const suggestionRefusals = (_f: Format) => ({});
