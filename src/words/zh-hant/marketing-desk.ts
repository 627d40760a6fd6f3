import type { marketingDesk as english } from '../en/marketing-desk.ts';
import type { Format } from '../format.ts';
import { spacedBefore } from '../spaced.ts';

export const marketingDesk = (f: Format): ReturnType<typeof english> => ({
  campaignsTitle: () => `活動`,
  noCampaigns: () => `目前還沒有活動。`,
  standing: (is) => {
    if (is === 'stopped') return `已停止領取`;
    if (is === 'over') return `領取已截止`;
    if (is === 'gone') return `已領完`;
    return is === 'soon' ? `尚未開放` : `開放領取中`;
  },
  birthdayCampaign: () => `生日禮`,
  givenCampaign: () => `只由店家贈送`,
  line: (one) =>
    `${one.name}（${one.ref}），${one.standing}\n已領 ${f.number(one.claimed)} 張${one.stock === null ? '' : `，共 ${f.number(one.stock)} 張`}；已核銷 ${f.number(one.redeemed)} 張`,
  figures: (claimed, stock, redeemed) =>
    `已領 ${f.number(claimed)} 張${stock === null ? '' : `，共 ${f.number(stock)} 張`}；已核銷 ${f.number(redeemed)} 張`,
  termsVersion: (version) => `這是第 ${f.number(version)} 版的內容。顧客手上的優惠券仍照領取當時的內容。`,
  stats: () => `成效`,
  broadcast: () => `推播`,
  change: () => `修改…`,
  stop: () => `停止領取`,
  revoke: () => `收回已領的`,
  resume: () => `重新開放領取`,
  campaigns: () => `活動列表`,
  toCampaign: () => `回到活動`,
  changeWhat: () => `要修改什麼？顧客手上的優惠券不會變。`,
  notChangeable: () => `這一項不能在這裡修改，請選擇：`,
  changed: () => `已修改，之後領取的都照新的內容。`,
  unchanged: () => `本來就是這樣，沒有變動。`,
  field: {
    value: () => `優惠內容`,
    cap: () => `折抵上限`,
    name: () => `名稱`,
    minimum: () => `最低消費`,
    goods: () => `商品`,
    stores: () => `門市`,
    days: () => `星期`,
    hours: () => `時段`,
    stock: () => `數量`,
    person: () => `每人上限`,
    daily: () => `每日上限`,
    budget: () => `花費上限`,
    gifts: () => `贈品數量`,
    until: () => `領取期限`,
    validity: () => `使用期限`,
    picture: () => `圖片`,
  },
  confirmStop: (name) => `要停止領取「${name}」嗎？停止後就不能再領，顧客手上的優惠券仍然有效。`,
  yesStop: () => `是，停止領取`,
  stopped: (name, open) =>
    `「${name}」已停止領取。${open === 0 ? '' : `顧客手上還有 ${f.number(open)} 張，仍然有效。`}`,
  confirmRevoke: (name, open) =>
    `要收回顧客手上的 ${f.number(open)} 張「${name}」嗎？收回後就不能使用，每位持有人都會收到通知。這個動作無法復原。`,
  stillClaimable: () => `顧客仍然可以領新的；不想再讓人領，請另外停止領取。`,
  yesRevoke: (open) => `是，收回 ${f.number(open)} 張`,
  nothingToRevoke: (name) => `目前沒有人持有可用的「${name}」。`,
  askReason: () => `為什麼要收回？請傳原因；只會留在紀錄裡，不會告訴顧客。`,
  revoked: (count) => `已收回 ${f.number(count)} 張，並通知持有人。`,
  revokedNotice: (name) => `很抱歉，您的優惠券「${name}」已由店家收回，不能再使用。其他可以領的優惠請看 /drops。`,
  resumed: (name) => `「${name}」重新開放領取了。`,
  statsTitle: (name, store) => `成效：${name}${store ? `（僅${spacedBefore(store)}）` : ''}`,
  chooseStats: () => `要看哪一個活動？`,
  sent: (sent, reached) => `訊息：送出 ${f.number(sent)} 則，平台已接收 ${f.number(reached)} 則（平台不提供已讀人數）`,
  notSent: () => `訊息：還沒送出`,
  claimed: (claimed, stock) => `已領：${f.number(claimed)} 張${stock === null ? '' : `，共 ${f.number(stock)} 張`}`,
  redeemed: (redeemed, basisPoints) =>
    `已核銷：${f.number(redeemed)} 張${redeemed > 0 && basisPoints !== null ? `（占已領的 ${f.percent(basisPoints)}）` : ''}`,
  discount: (minor) => `折抵金額：${f.money(minor)}`,
  points: (points) => `送出點數：${f.number(points)} 點`,
  gifts: (gifts) => `送出贈品：${f.number(gifts)} 份`,
  byChannel: () => `各通路`,
  byStore: () => `各門市`,
  byTerms: () => `各版本`,
  channelLine: (one) =>
    `• ${one.name}：${one.sent > 0 ? `送出 ${f.number(one.sent)} 則，已接收 ${f.number(one.reached)} 則，` : ''}已領 ${f.number(one.claimed)} 張，已核銷 ${f.number(one.redeemed)} 張${one.gave ? `，${one.gave}` : ''}`,
  storeLine: (store, redeemed, gave) =>
    `• ${store ?? '未指定門市'}：已核銷 ${f.number(redeemed)} 張${gave ? `，${gave}` : ''}`,
  termsLine: (one) =>
    `• 第 ${f.number(one.version)} 版，${one.gives}：已領 ${f.number(one.claimed)} 張，已核銷 ${f.number(one.redeemed)} 張${one.gave ? `，${one.gave}` : ''}`,
  gave: (given) =>
    [
      given.discountMinor > 0 ? `折抵 ${f.money(given.discountMinor)}` : '',
      given.points > 0 ? `送 ${f.number(given.points)} 點` : '',
      given.gifts > 0 ? `贈品 ${f.number(given.gifts)} 份` : '',
    ]
      .filter(Boolean)
      .join('、'),
});
