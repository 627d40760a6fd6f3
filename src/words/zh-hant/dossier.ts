import type { dossierRefusals as english } from '../en/dossier.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';
import { did } from './timeline.ts';

export const dossier = (f: Format): Words['dossier'] => ({
  ask: () => `要找哪位顧客？請傳姓名、電話號碼或優惠券代碼。`,
  askCode: () => `要找哪位顧客？請傳對方的優惠券代碼或電話號碼。`,
  which: () => `是哪一位？`,
  candidate: ({ name, phone, lastAt, now }) =>
    [name || '（沒有名字）', phone ? `…${phone}` : '', lastAt ? f.date(lastAt, now) : '沒消費過']
      .filter(Boolean)
      .join(' '),
  noName: () => `（沒有名字）`,
  since: (at, now) => `${f.date(at, now)}加入會員`,
  notJoined: () => `還沒加入會員`,
  phone: (digits, whole) => (whole ? `電話：${digits}` : `電話末三碼 ${digits}`),
  birthday: (month, day, year) =>
    `生日：${year ? `${year} 年 ` : ''}${f.date(new Date(Date.UTC(2000, month - 1, day, 12)), new Date(Date.UTC(2000, 5, 1)), 'UTC')}`,
  speaks: (language) => `語言：${language}`,
  on: (channels) => `聯絡管道：${f.list(channels)}`,
  away: (channel) => `${channel}（聯絡不到）`,
  tier: (tier, until, now) => (until ? `${tier}，至少到 ${f.date(until, now)}` : tier),
  points: (balance) => `${f.number(balance)} 點`,
  noPurchases: () => `還沒有消費紀錄`,
  purchases: (count, minor) => `消費 ${f.number(count)} 次，共 ${f.money(minor)}`,
  every: (days) => `通常每 ${f.number(days)} 天來一次`,
  last: (at, now) => `最近一次是 ${f.date(at, now)}`,
  day: (at, now) => f.date(at, now),
  behaviour: {
    active: () => `活躍`,
    slipping: () => `快流失`,
    lost: () => `已流失`,
  },
  habit: (store) => `常去${spacedBefore(store)}`,
  product: (name, count) => `${name}（${f.number(count)}）`,
  products: (products) => `常買${spacedBefore(products.join('、'))}`,
  coupons: (claimed, used, open) =>
    `優惠券：領過 ${f.number(claimed)} 張，用了 ${f.number(used)} 張，還能用 ${f.number(open)} 張`,
  tags: (tags) => `標籤：${tags.join('、')}`,
  rated: (average, count) => `平均 ${f.number(average)} 顆星，共 ${f.number(count)} 則評分`,
  words: (words, at, now) => `${f.date(at, now)}：「${words}」`,
  tickets: (open, closed) => `等待回覆：${f.number(open)} 件${closed > 0 ? `（已回覆 ${f.number(closed)} 件）` : ''}`,
  messages: (facts) =>
    `訊息：已傳送 ${f.number(facts.sent)} 則${facts.not > 0 ? `，沒傳到 ${f.number(facts.not)} 則` : ''}${facts.waiting > 0 ? `，等待傳送 ${f.number(facts.waiting)} 則` : ''}`,
  pages: {
    orders: () => `消費紀錄`,
    coupons: () => `優惠券`,
    messages: () => `訊息紀錄`,
    all: () => `所有動態`,
    sources: () => `資料來源`,
  },
  from: {
    fact: {
      name: (source) => `姓名：${source}`,
      birthday: (source) => `生日：${source}`,
      phone: (source) => `電話：${source}`,
    },
    self: (at, now) => `本人告知，${f.date(at, now)}`,
    channel: (channel, at, now) => `${spacedAfter(channel)}帳號，${f.date(at, now)}`,
    file: (file, at, now) =>
      [file ? `檔案${spacedBefore(file)}` : '匯入的檔案', at ? f.date(at, now) : ''].filter(Boolean).join('，'),
    unknown: () => `當時沒有記錄來源`,
    by: { staff: () => `店員`, file: () => `匯入的檔案`, machine: () => `系統或 API` },
    tag: (tag, by, at, now) => `標籤「${tag}」：${by}，${f.date(at, now)}`,
    order: (source, count) => `${spacedAfter(source === 'redemption' ? '用券' : source)} ${f.number(count)} 筆`,
    orders: (orders) => `消費：${orders.join('、')}`,
  },
  pageTitle: (page, name) => `${page}：${name}`,
  nothing: () => `這裡還沒有紀錄。`,
  tag: () => `標籤`,
  toCard: () => `回到顧客檔案`,
  when: (at, now) => f.dateTime(at, now),
  line: (at, now, text) => `${f.dateTime(at, now)} · ${text}`,
  did: did(f),
  coupon: {
    open: (name, ref, until) => `○ ${name}（${ref}）· ${until}`,
    used: (facts) =>
      [
        `✓ ${facts.name}（${facts.ref}）· ${f.dateTime(facts.at, facts.now)} 使用`,
        facts.store ?? '',
        facts.staff ? `核銷：${facts.staff}` : '',
        facts.order === null ? '' : `消費 ${f.money(facts.order)}`,
        facts.discount > 0 ? `−${f.money(facts.discount)}` : '',
      ]
        .filter(Boolean)
        .join(' · '),
    expired: (name, ref, at, now) => `✗ ${name}（${ref}）· ${f.date(at, now)}過期`,
    revoked: (name, ref) => `✗ ${name}（${ref}）· 店家已收回`,
  },
  tagsTitle: () => `使用中的標籤`,
  noTags: () => `還沒有標籤。請傳 /tag 加上顧客和一兩個詞，例如：/tag 小美 vip`,
  tagLine: (tag, people) => `${tag}：${f.number(people)} 人`,
  askTag: (name, tags) =>
    `${spacedAfter(name)}${tags.length > 0 ? `的標籤：${tags.join('、')}。` : '還沒有標籤。'}請傳標籤，多個請用逗號隔開。`,
  untag: (tag) => `移除${spacedBefore(tag)}`,
  tagged: (name, tags) => `${spacedAfter(name)}現在的標籤：${tags.join('、')}。`,
  untagged: (name, tag) => `已移除${spaced(name)}的標籤「${tag}」。`,
  nameIs: (name) => (name ? `我們現在稱呼您${spacedBefore(name)}。想改成什麼呢？` : `請問怎麼稱呼您？`),
  nameSet: (name) => `好的，之後就稱呼您${spacedBefore(name)}。`,
});

export const dossierRefusals = (f: Format): ReturnType<typeof english> => ({
  'customer-nobody': ({ typed }) =>
    typed
      ? `這裡沒有人叫「${typed}」，也查不到這個號碼或代碼。請試試名字的另一部分。`
      : `請傳姓名、電話號碼或優惠券代碼。`,
  'customer-by-code': () => `在櫃檯請用優惠券代碼或電話號碼找顧客；要用姓名找，請店長幫忙。`,
  'cursor-unknown': () => `這一頁已經看不到了，請從 /customer 重新開始。`,
  'tag-shape': ({ most }) => `標籤是一兩個詞，最多 ${f.number(most)} 個字，不能有逗號或引號。請縮短後再傳。`,
  'tag-unknown': ({ tag }) => `這位顧客沒有「${tag}」這個標籤。有哪些標籤請看 /tag。`,
  'tags-many': ({ most }) => `一位顧客最多 ${f.number(most)} 個標籤。請先移除一個。`,
  'city-shape': () => `在哪個城市？請這樣傳：/store city 台北`,
  'name-shape': () => `這個名字我們看不懂。請這樣傳：/name 小美`,
});
