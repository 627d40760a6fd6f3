import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const links = (f: Format): Words['links'] => ({
  choose: () => `要看哪一個活動的連結？`,
  title: (name) => `連結：${name}`,
  titleOf: (name, source) => `連結：${name}（${source}）`,
  typed: (says) => `也可以直接在聊天室輸入：/start ${says}`,
  scan: () => `圖片是這個連結的 QR 碼，可以印在海報或桌牌上。`,
  none: () => `想知道顧客從哪裡來，請幫每個地方各做一個連結，例如粉絲專頁一個、海報一個。`,
  add: () => `新增來源`,
  all: () => `全部連結`,
  askSource: () => `連結要放在哪裡？請傳一個簡短的英文名稱，可以用英文字母、數字和連字號，例如 instagram 或 poster-3。`,
  bySource: () => `各連結來源`,
  line: (one) =>
    `• ${one.source}：帶來 ${f.number(one.came)} 人${one.joined > 0 ? `（新加入 ${f.number(one.joined)} 人）` : ''}，已領 ${f.number(one.claimed)} 張，已核銷 ${f.number(one.redeemed)} 張`,
});

type Refusals = Pick<Words['refusals'], 'source-shape' | 'sources-full' | 'links-none'>;

export const linkRefusals = (f: Format): Refusals => ({
  'source-shape': (facts) =>
    `「${facts.typed}」不能放進連結。請傳 1 到 16 個英文字母、數字或連字號，例如 instagram 或 poster-3。`,
  'sources-full': (facts) => `一個活動最多 ${f.number(facts.most)} 個來源。請從 /links ${facts.ref} 選一個現有的來源。`,
  'links-none': (facts) => `「${facts.name}」只由店家贈送，沒有連結可以領取。請選顧客可以自己領的活動。`,
});
