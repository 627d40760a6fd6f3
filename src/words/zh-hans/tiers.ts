import type { tierRefusals as english } from '../en/tiers.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const tiers = (f: Format): Words['tiers'] => ({
  title: (tier) => `您的会员等级：${tier}`,
  titleNone: () => `您还没有会员等级`,
  spent: (minor) => `您最近 365 天消费了 ${f.money(minor)}。`,
  earned: (points) => `您最近 365 天获得了 ${f.number(points)} 积分。`,
  keptUntil: (at, now) => `这个等级至少保留到 ${f.date(at, now)}，之后每次消费都能再延长。`,
  gives: () => `您享有：`,
  perk: (text) => `• ${text}`,
  toGo: (by, missing, tier) =>
    `再${by === 'spend' ? `消费 ${f.money(missing)}` : `获得 ${f.number(missing)} 积分`}，就能升到${spacedBefore(tier)}。`,
  adds: (tier) => `${spacedAfter(tier)}还多了：`,
  highest: () => `这已经是最高等级了，感谢您一路支持！`,
  none: () => `我们没有会员等级，您的积分和优惠券照常累积、使用。`,
  amount: (by, threshold) => (by === 'spend' ? f.money(threshold) : `${f.number(threshold)} 积分`),
  ladderTitle: () => `会员等级`,
  ladderNone: () => `还没有会员等级。有了等级，常来的顾客就能享受更多。`,
  goesBy: {
    spend: () => `按最近 365 天的消费金额计算，达到的最高等级就是顾客的等级。`,
    points: () => `按最近 365 天获得的积分计算，达到的最高等级就是顾客的等级。`,
  },
  named: (tier, name) => `${tier}（${name}）`,
  line: (tier, from, people) => `${tier}：${spacedAfter(from)}起 · ${f.number(people)} 人`,
  without: (people) => `没有等级：${f.number(people)} 人`,
  add: () => `添加等级`,
  goBy: {
    spend: () => `改按消费金额`,
    points: () => `改按积分`,
  },
  askStep: (by) =>
    by === 'spend'
      ? `请发送等级名称和 365 天内要消费的金额，例如：金卡 15000`
      : `请发送等级名称和 365 天内要获得的积分，例如：金卡 15000`,
  changeThreshold: () => `修改门槛`,
  askThreshold: (by, tier) =>
    by === 'spend'
      ? `365 天内要消费多少才能升到${spacedBefore(tier)}？请发送数字，例如 15000。`
      : `365 天内要获得多少积分才能升到${spacedBefore(tier)}？请发送数字，例如 15000。`,
  changePerks: () => `修改权益`,
  askPerks: (tier) => `${spacedAfter(tier)}享有哪些权益？一行写一项，最多八项。没有权益的话，只发一个 - 就行。`,
  noPerks: () => `还没有写上这个等级的权益。`,
  rename: () => `改名称`,
  askName: (tier) => `${spacedAfter(tier)}要改成什么名称？最多 20 个字。`,
  remove: () => `删除等级`,
  effect: () => `这样一来，各等级会有：`,
  effectLine: (tier, now, then) =>
    `${tier ?? '没有等级'}：${f.number(then)} 人${then === now ? '（不变）' : `（目前 ${f.number(now)} 人）`}`,
  yes: () => `好，就这样`,
  done: () => `完成。几分钟内，每位顾客都会调整到新的等级。`,
  saved: () => `已保存。`,
});

export const tierRefusals = (f: Format): ReturnType<typeof english> => ({
  'tier-unknown': ({ tiers: names }) =>
    names.length > 0
      ? `没有这个等级。目前有${spacedBefore(f.list(names))}，请看 /tiers。`
      : `还没有会员等级。请这样添加：/tiers add 金卡 15000`,
  'tier-shape': () => `等级需要 20 个字以内的名称和大于 0 的数字。请这样发送：/tiers add 金卡 15000`,
  'tier-taken': ({ name }) => `已经有${spaced(name)}这个等级了。请换一个名称，或在 /tiers 修改它。`,
  'tier-threshold': ({ by, threshold }) =>
    `两个等级的门槛不能都是 ${by === 'spend' ? f.money(threshold) : `${f.number(threshold)} 积分`}，请换一个数字。`,
  'tiers-many': ({ most }) => `等级最多 ${f.number(most)} 个。请先在 /tiers 删除一个。`,
  'perks-shape': () => `太长了：最多八行，每行 80 个字。请缩短后再发送。`,
});
