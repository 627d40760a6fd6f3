import type { Format } from '../format.ts';
import { spaced, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const suggestions = (f: Format): Words['suggestions'] => ({
  habit: (thing) => `推薦給您：您常買${spacedBefore(thing)}。`,
  goesWith: (mine, times, other, together, of) =>
    `推薦給您：您買過 ${f.number(times)} 次${spacedBefore(mine)}。${f.number(of)} 筆${spaced(mine)}訂單裡，有 ${f.number(together)} 筆也買了${spacedBefore(other)}，這張正好派得上用場。`,
  looked: () => `推薦給您：您最近看過這張優惠券。`,
  usualStore: (store) => `推薦給您：在您常去的${spaced(store)}就能用。`,
  usualKind: {
    amount: () => `推薦給您：您常用折抵金額的優惠券。`,
    percent: () => `推薦給您：您常用打折的優惠券。`,
    gift: () => `推薦給您：您常用送贈品的優惠券。`,
    points: () => `推薦給您：您常用送點數的優惠券。`,
  },
  personalTitle: () => `個人化推薦`,
  personalIsOn: () => `目前是開啟的：我們會從您在這裡的消費和用過的優惠券，挑出適合您的優惠券排在前面，並說明原因。`,
  personalIsOff: () => `目前是關閉的：您看到的優惠券順序和大家一樣，我們也不會依您的消費習慣傳優惠給您。`,
  personalOn: () => `個人化推薦已開啟，請看 /drops。`,
  personalOff: () =>
    `好的，不再提供個人化推薦：您看到的優惠券順序和大家一樣，我們也不會依您的消費習慣傳優惠給您。想恢復的話，請輸入 /personal on。`,
  turnOn: () => `開啟個人化推薦`,
  turnOff: () => `不要個人化推薦`,
  privacyOn: () =>
    `我們會從您的消費，以及用過或點開看過的優惠券，挑出適合您的優惠券和時機，排在前面，或傳給您。不需要的話，請輸入 /personal off。`,
  privacyOff: () =>
    `您已關閉個人化推薦：我們不會依您的消費習慣排列優惠券，也不會因此傳優惠給您。給某一群顧客（例如同一等級）的優惠還是會收到，想停收請輸入 /stop。想恢復推薦的話，請輸入 /personal on。`,
});

export const suggestionRefusals = (_f: Format) => ({});
