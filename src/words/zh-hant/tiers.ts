import type { tierRefusals as english } from '../en/tiers.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const tiers = (f: Format): Words['tiers'] => ({
  title: (tier) => `您的會員等級：${tier}`,
  titleNone: () => `您還沒有會員等級`,
  spent: (minor) => `您最近 365 天消費了 ${f.money(minor)}。`,
  earned: (points) => `您最近 365 天獲得了 ${f.number(points)} 點。`,
  keptUntil: (at, now) => `這個等級至少保留到 ${f.date(at, now)}，之後每次消費都能再延長。`,
  gives: () => `您享有：`,
  perk: (text) => `• ${text}`,
  toGo: (by, missing, tier) =>
    `再${by === 'spend' ? `消費 ${f.money(missing)}` : `獲得 ${f.number(missing)} 點`}，就能升上${spacedBefore(tier)}。`,
  adds: (tier) => `${spacedAfter(tier)}還多了：`,
  highest: () => `這已經是最高等級了，謝謝您一路支持！`,
  none: () => `我們沒有會員等級，您的點數和優惠券都照常累積、使用。`,
  amount: (by, threshold) => (by === 'spend' ? f.money(threshold) : `${f.number(threshold)} 點`),
  ladderTitle: () => `會員等級`,
  ladderNone: () => `還沒有會員等級。有了等級，常來的顧客就能享有更多。`,
  goesBy: {
    spend: () => `依最近 365 天的消費金額計算，達到的最高等級就是顧客的等級。`,
    points: () => `依最近 365 天獲得的點數計算，達到的最高等級就是顧客的等級。`,
  },
  named: (tier, name) => `${tier}（${name}）`,
  line: (tier, from, people) => `${tier}：${spacedAfter(from)}起 · ${f.number(people)} 人`,
  without: (people) => `沒有等級：${f.number(people)} 人`,
  add: () => `新增等級`,
  goBy: {
    spend: () => `改依消費金額`,
    points: () => `改依點數`,
  },
  askStep: (by) =>
    by === 'spend'
      ? `請傳等級名稱和 365 天內要消費的金額，例如：金卡 15000`
      : `請傳等級名稱和 365 天內要獲得的點數，例如：金卡 15000`,
  changeThreshold: () => `修改門檻`,
  askThreshold: (by, tier) =>
    by === 'spend'
      ? `365 天內要消費多少才能升上${spacedBefore(tier)}？請傳數字，例如 15000。`
      : `365 天內要獲得多少點才能升上${spacedBefore(tier)}？請傳數字，例如 15000。`,
  changePerks: () => `修改禮遇`,
  askPerks: (tier) => `${spacedAfter(tier)}享有哪些禮遇？一行寫一項，最多八項。沒有禮遇的話，只傳一個 - 就好。`,
  noPerks: () => `還沒寫上這個等級的禮遇。`,
  rename: () => `改名稱`,
  askName: (tier) => `${spacedAfter(tier)}要改叫什麼？最多 20 個字。`,
  remove: () => `刪除等級`,
  effect: () => `這樣一來，各等級會有：`,
  effectLine: (tier, now, then) =>
    `${tier ?? '沒有等級'}：${f.number(then)} 人${then === now ? '（不變）' : `（目前 ${f.number(now)} 人）`}`,
  yes: () => `好，就這樣`,
  done: () => `完成。幾分鐘內，每位顧客都會調整到新的等級。`,
  saved: () => `已儲存。`,
});

export const tierRefusals = (f: Format): ReturnType<typeof english> => ({
  'tier-unknown': ({ tiers: names }) =>
    names.length > 0
      ? `沒有這個等級。目前有${spacedBefore(f.list(names))}，請看 /tiers。`
      : `還沒有會員等級。請這樣新增：/tiers add 金卡 15000`,
  'tier-shape': () => `等級需要 20 個字以內的名稱和大於 0 的數字。請這樣傳：/tiers add 金卡 15000`,
  'tier-taken': ({ name }) => `已經有${spaced(name)}這個等級了。請換一個名稱，或在 /tiers 修改它。`,
  'tier-threshold': ({ by, threshold }) =>
    `兩個等級的門檻不能都是 ${by === 'spend' ? f.money(threshold) : `${f.number(threshold)} 點`}，請換一個數字。`,
  'tiers-many': ({ most }) => `等級最多 ${f.number(most)} 個。請先在 /tiers 刪除一個。`,
  'perks-shape': () => `太長了：最多八行，每行 80 個字。請縮短後再傳。`,
});
