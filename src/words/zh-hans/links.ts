import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const links = (f: Format): Words['links'] => ({
  choose: () => `要看哪一个活动的链接？`,
  title: (name) => `链接：${name}`,
  titleOf: (name, source) => `链接：${name}（${source}）`,
  typed: (says) => `也可以直接在聊天中输入：/start ${says}`,
  scan: () => `图片是这个链接的二维码，可以印在海报或桌牌上。`,
  none: () => `想知道顾客从哪里来，请给每个地方各做一个链接，例如公众号一个、海报一个。`,
  add: () => `新增来源`,
  all: () => `全部链接`,
  askSource: () =>
    `链接要放在哪里？请发送一个简短的英文名称，可以用英文字母、数字和连字符，例如 instagram 或 poster-3。`,
  bySource: () => `各链接来源`,
  line: (one) =>
    `• ${one.source}：带来 ${f.number(one.came)} 人${one.joined > 0 ? `（新加入 ${f.number(one.joined)} 人）` : ''}，已领 ${f.number(one.claimed)} 张，已核销 ${f.number(one.redeemed)} 张`,
});

type Refusals = Pick<Words['refusals'], 'source-shape' | 'sources-full' | 'links-none'>;

export const linkRefusals = (f: Format): Refusals => ({
  'source-shape': (facts) =>
    `“${facts.typed}”不能放进链接。请发送 1 到 16 个英文字母、数字或连字符，例如 instagram 或 poster-3。`,
  'sources-full': (facts) => `一个活动最多 ${f.number(facts.most)} 个来源。请从 /links ${facts.ref} 选一个现有的来源。`,
  'links-none': (facts) => `“${facts.name}”只由商家赠送，没有链接可以领取。请选顾客可以自己领的活动。`,
});
