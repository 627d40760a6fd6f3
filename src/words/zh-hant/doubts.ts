import type { doubtRefusals as english } from '../en/doubts.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const doubts = (f: Format): Words['doubts'] => ({
  title: (total) => `有 ${f.number(total)} 筆資料要確認`,
  none: () => `目前的顧客資料看起來都沒問題，我們每晚會再檢查一次。`,
  line: (nth, what) => `${f.number(nth)}. ${what}`,
  why: {
    'same-birthday': (name) => `${spacedAfter(name)}有兩份檔案，生日相同`,
    'same-number': (name) => `${spacedAfter(name)}有兩份檔案，電話號碼幾乎一樣`,
    'no-day': (name) => `${spacedAfter(name)}的生日是不存在的日期`,
    'not-born': (name) => `${spacedAfter(name)}的生日是未來的日期`,
    'too-old': (name) => `${spacedAfter(name)}照生日算已超過 122 歲`,
    'never-asked': (name) => `${spacedAfter(name)}的生日像是系統預設的日期`,
    length: (name) => `${spacedAfter(name)}的電話號碼太短或太長`,
    'one-digit': (name) => `${spacedAfter(name)}的電話號碼都是同一個數字`,
    country: (name) => `${spacedAfter(name)}的電話號碼不符合該國的格式`,
  },
  look: (nth) => `查看第 ${f.number(nth)} 筆`,
  waiting: (total) => `待確認（${f.number(total)} 筆）`,
  back: () => `看其他的`,
  one: () => `是同一個人`,
  two: () => `是兩個人`,
  right: () => `資料沒錯`,
  clear: () => `移除這筆資料`,
  sure: (kind, name) =>
    kind === 'birthday'
      ? `要移除${spaced(name)}的生日嗎？對方之後可以用 /birthday 重新告訴我們。`
      : `要移除${spaced(name)}的電話號碼嗎？對方之後可以用 /phone 重新告訴我們。`,
  yes: () => `是，移除`,
  cleared: (name) => `好了，${spacedAfter(name)}的這筆資料已移除。`,
  settled: () => `知道了，資料沒錯，之後不會再問。`,
  askOne: () => `哪位顧客重複了？請傳姓名、電話號碼或優惠券代碼。`,
  askOther: (name) => `${spacedAfter(name)}的另一份檔案是哪一位？請傳姓名、電話號碼或優惠券代碼。`,
  mergeTitle: () => `要把這兩份檔案合併成一位顧客嗎？`,
  mergeAbout: () => `優惠券、點數和消費紀錄會合在一起，每人限領也會合併計算。兩邊都會收到通知。`,
  merged: (ref) => `好了，已合併成一位顧客，兩邊都通知了。合錯了嗎？用 /unlink 加上這個編號可以再分開：${ref}`,
  unmerge: () => `再分開`,
});

export const doubtRefusals = (_f: Format): ReturnType<typeof english> => ({
  'doubt-gone': () => `這筆已經有人看過，或已經改好了。其他的請看 /doubts。`,
  'merge-staff': () => `其中一位是這裡的員工。員工的帳號請本人用 /link 綁定。`,
});
