import type { Format } from '../format.ts';
import { spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';
import { marketingDesk } from './marketing-desk.ts';

const languages: Record<string, string> = { en: '英文', 'zh-hant': '繁體中文', 'zh-hans': '簡體中文' };

/** How lines in the other languages begin. */
const others = (f: Format, language: string) =>
  f.list(
    Object.keys(languages)
      .filter((code) => languages[code] !== language)
      .map((code) => `「${code}: …」`),
    'or',
  );

export const marketing = (f: Format): Words['marketing'] => ({
  ...marketingDesk(f),
  titled: (step, of) => `新活動（${f.number(step)}/${f.number(of)}）`,
  now: (answer) => `目前：${answer}`,
  keep: () => `維持不變`,
  goesOn: () => `您有一個還沒發布的活動，接著填：`,
  startOver: () => `重新開始`,
  left: () => `草稿已保留，輸入 /new 就能接著填。`,
  dropped: () => `草稿已刪除，沒有發布任何活動。`,
  noDraft: () => `已經沒有草稿了。可以開一個新活動，或看看已發布的活動。`,
  begin: () => `新活動`,
  none: () => `無`,
  language: (code) => languages[code] ?? languages.en!,
  ask: {
    kind: () => `這張優惠券要給什麼優惠？`,
    amount: () => `折抵多少錢？請傳金額，例如 20。`,
    percent: () => `打幾折？請傳 8 折或 85 折，或折抵的百分比，例如 20%。`,
    gift: (language) => `贈品是什麼？請傳${language}的名稱。要加其他語言，就再加一行，例如${others(f, language)}。`,
    points: () => `送幾點？請傳數字，例如 50。`,
    cap: () => `最多折抵多少錢？請傳金額，例如 100。`,
    name: (language) =>
      `活動要叫什麼名稱？請傳${language}的名稱。要加其他語言，就再加一行，例如${others(f, language)}。`,
    minimum: () => `消費滿多少錢可用？請傳金額，例如 100。`,
    goods: () =>
      `哪些商品可用？請點選一種，或傳幾個名稱，用逗號分開；不適用的寫在「不含」後面，例如「咖啡、茶，不含拿鐵」。`,
    giftGoods: () => `購買哪些商品才送贈品？請點選一種，或傳幾個名稱，用逗號分開；不適用的寫在「不含」後面。`,
    stores: () => `哪些門市可用？請點選一間，或傳幾間門市的名稱，用逗號分開。`,
    days: () => `星期幾可用？請傳送，例如「一三五」或「週一到週五」。`,
    hours: () => `什麼時段可用？請傳送，例如 14:00-17:00。`,
    stock: () => `總共幾張？請傳數字，例如 500。`,
    limits: () => `每人限領一張，沒有其他限制，這樣可以嗎？`,
    person: () => `每人最多領幾張？請傳數字。`,
    daily: () => `每天最多領幾張？請傳數字。`,
    budget: () => `總共最多花多少錢？請傳金額；快要超過時就會停止領取。`,
    gifts: () => `總共準備幾份贈品？請傳數字。`,
    from: (zone) => `什麼時候開放領取？請傳日期，例如 2026-12-01，也可以加時間：2026-12-01 09:00（${zone}）。`,
    until: (zone) => `領取到什麼時候？請傳最後一天，例如 2026-12-31，也可以加時間：2026-12-31 18:00（${zone}）。`,
    validity: () => `優惠券可以用多久？請傳最後一天，例如 2026-12-31，或領取後多久：48 小時、30 天。`,
    picture: () => `有圖片嗎？請傳圖片網址，開頭是 https。`,
  },
  wrong: {
    choice: () => `請從下面選一個。`,
    amount: () => `看不懂這個金額。`,
    percent: () => `看不懂這個折扣；百分比要在 0.01 到 100 之間。`,
    count: () => `請傳 1 以上的整數。`,
    texts: (most) => `格式不對：每種語言一行，每行最多 ${f.number(most)} 個字。`,
    brandText: (language) => `還缺${language}的內容。`,
    goods: (some) => `有些商品找不到。可以選的例如${spacedBefore(f.list(some))}。`,
    goodsClash: () => `同樣的商品不能既適用又不適用，請只寫在一邊。`,
    stores: (names) => `沒有這間門市。目前的門市有${spacedBefore(f.list(names))}。`,
    days: () => `看不懂是星期幾。`,
    hours: () => `看不懂時段；結束時間要比開始時間晚。`,
    time: () => `看不懂這個日期或時間。`,
    past: () => `這個時間已經過了，請選之後的時間。`,
    beforeFrom: (from, now) => `這比開放領取的時間（${f.dateTime(from, now)}）還早。`,
    validity: () => `看不懂這個期限。`,
    picture: () => `這不是圖片網址，開頭要是 https。`,
  },
  choice: {
    amount: () => `折抵金額`,
    percent: () => `打折`,
    gift: () => `贈品`,
    points: () => `送點數`,
    noCap: () => `不限`,
    noMinimum: () => `不限金額`,
    allGoods: () => `所有商品`,
    allStores: () => `所有門市`,
    everyDay: () => `每天`,
    workdays: () => `週一到週五`,
    weekend: () => `週六和週日`,
    allDay: () => `全天`,
    noLimit: () => `不限`,
    fine: () => `可以`,
    more: () => `更多限制`,
    fromNow: () => `現在開始`,
    noEnd: () => `不設期限`,
    hours: (n) => `${f.number(n)} 小時`,
    days: (n) => `${f.number(n)} 天`,
    noPicture: () => `不放圖片`,
  },
  preview: (languages) => (languages > 1 ? `顧客會看到這樣的內容，每種語言各一則：` : `顧客會看到這樣的內容：`),
  ready: () => `這樣可以嗎？`,
  limit: {
    stock: (n) => (n === null ? `數量：不限` : `數量：${f.number(n)} 張`),
    person: (n) => `每人最多 ${f.number(n)} 張`,
    daily: (n) => `每天最多 ${f.number(n)} 張`,
    budget: (minor) => `最多花費 ${f.money(minor)}`,
    gifts: (n) => `贈品：${f.number(n)} 份`,
    from: (at, now, zone) => `${f.dateTime(at, now, zone)} 開放領取`,
    until: (at, now, zone) =>
      f.time(at, zone) === '00:00'
        ? `領取到 ${f.date(new Date(at.getTime() - 1), now, zone)}（含當天）`
        : `領取到 ${f.dateTime(at, now, zone)} 為止`,
    noEnd: () => `可領取到您停止為止`,
  },
  toPreview: () => `看預覽`,
  publish: () => `發布`,
  published: (name, ref) => `「${name}」已發布，代號是 ${ref}。`,
  publishedLinks: () => `從這些連結可以直接領取：`,
});
