import type { marketingDesk as english } from '../en/marketing-desk.ts';
import type { Format } from '../format.ts';
import { spacedBefore } from '../spaced.ts';

export const marketingDesk = (f: Format): ReturnType<typeof english> => ({
  campaignsTitle: () => `活动`,
  noCampaigns: () => `目前还没有活动。`,
  standing: (is) => {
    if (is === 'stopped') return `已停止领取`;
    if (is === 'over') return `领取已截止`;
    if (is === 'gone') return `已领完`;
    return is === 'soon' ? `尚未开始` : `领取中`;
  },
  birthdayCampaign: () => `生日礼`,
  givenCampaign: () => `只由商家赠送`,
  line: (one) =>
    `${one.name}（${one.ref}），${one.standing}\n已领 ${f.number(one.claimed)} 张${one.stock === null ? '' : `，共 ${f.number(one.stock)} 张`}；已核销 ${f.number(one.redeemed)} 张`,
  figures: (claimed, stock, redeemed) =>
    `已领 ${f.number(claimed)} 张${stock === null ? '' : `，共 ${f.number(stock)} 张`}；已核销 ${f.number(redeemed)} 张`,
  termsVersion: (version) => `这是第 ${f.number(version)} 版的内容。顾客手上的优惠券仍按领取时的内容。`,
  stats: () => `效果`,
  broadcast: () => `群发`,
  change: () => `修改…`,
  stop: () => `停止领取`,
  revoke: () => `收回已领的`,
  resume: () => `重新开放领取`,
  campaigns: () => `活动列表`,
  toCampaign: () => `回到活动`,
  changeWhat: () => `要修改什么？顾客手上的优惠券不会变。`,
  notChangeable: () => `这一项不能在这里修改，请选择：`,
  changed: () => `已修改，之后领取的都按新的内容。`,
  unchanged: () => `本来就是这样，没有变动。`,
  field: {
    value: () => `优惠内容`,
    cap: () => `减免上限`,
    name: () => `名称`,
    minimum: () => `最低消费`,
    goods: () => `商品`,
    stores: () => `门店`,
    days: () => `星期`,
    hours: () => `时段`,
    stock: () => `数量`,
    person: () => `每人上限`,
    daily: () => `每日上限`,
    budget: () => `花费上限`,
    gifts: () => `赠品数量`,
    until: () => `领取期限`,
    validity: () => `有效期`,
    picture: () => `图片`,
  },
  confirmStop: (name) => `要停止领取“${name}”吗？停止后就不能再领，顾客手上的优惠券仍然有效。`,
  yesStop: () => `是，停止领取`,
  stopped: (name, open) => `“${name}”已停止领取。${open === 0 ? '' : `顾客手上还有 ${f.number(open)} 张，仍然有效。`}`,
  confirmRevoke: (name, open) =>
    `要收回顾客手上的 ${f.number(open)} 张“${name}”吗？收回后就不能使用，每位持有人都会收到通知。此操作无法恢复。`,
  stillClaimable: () => `顾客仍然可以领新的；不想再让人领，请另外停止领取。`,
  yesRevoke: (open) => `是，收回 ${f.number(open)} 张`,
  nothingToRevoke: (name) => `目前没有人持有可用的“${name}”。`,
  askReason: () => `为什么要收回？请发送原因；只会留在记录里，不会告诉顾客。`,
  revoked: (count) => `已收回 ${f.number(count)} 张，并通知持有人。`,
  revokedNotice: (name) => `很抱歉，您的优惠券“${name}”已由商家收回，不能再使用。其他可以领的优惠请看 /drops。`,
  resumed: (name) => `“${name}”重新开放领取了。`,
  statsTitle: (name, store) => `效果：${name}${store ? `（仅${spacedBefore(store)}）` : ''}`,
  chooseStats: () => `要看哪一个活动？`,
  sent: (sent, reached) => `消息：发出 ${f.number(sent)} 条，平台已接收 ${f.number(reached)} 条（平台不提供已读人数）`,
  notSent: () => `消息：还没发出`,
  claimed: (claimed, stock) => `已领：${f.number(claimed)} 张${stock === null ? '' : `，共 ${f.number(stock)} 张`}`,
  redeemed: (redeemed, basisPoints) =>
    `已核销：${f.number(redeemed)} 张${redeemed > 0 && basisPoints !== null ? `（占已领的 ${f.percent(basisPoints)}）` : ''}`,
  discount: (minor) => `减免金额：${f.money(minor)}`,
  points: (points) => `送出积分：${f.number(points)}`,
  gifts: (gifts) => `送出赠品：${f.number(gifts)} 份`,
  byChannel: () => `各渠道`,
  byStore: () => `各门店`,
  byTerms: () => `各版本`,
  channelLine: (one) =>
    `• ${one.name}：${one.sent > 0 ? `发出 ${f.number(one.sent)} 条，已接收 ${f.number(one.reached)} 条，` : ''}已领 ${f.number(one.claimed)} 张，已核销 ${f.number(one.redeemed)} 张${one.gave ? `，${one.gave}` : ''}`,
  storeLine: (store, redeemed, gave) =>
    `• ${store ?? '未指定门店'}：已核销 ${f.number(redeemed)} 张${gave ? `，${gave}` : ''}`,
  termsLine: (one) =>
    `• 第 ${f.number(one.version)} 版，${one.gives}：已领 ${f.number(one.claimed)} 张，已核销 ${f.number(one.redeemed)} 张${one.gave ? `，${one.gave}` : ''}`,
  gave: (given) =>
    [
      given.discountMinor > 0 ? `减 ${f.money(given.discountMinor)}` : '',
      given.points > 0 ? `送 ${f.number(given.points)} 积分` : '',
      given.gifts > 0 ? `赠品 ${f.number(given.gifts)} 份` : '',
    ]
      .filter(Boolean)
      .join('、'),
});
