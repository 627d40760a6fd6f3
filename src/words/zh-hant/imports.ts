import type { importRefusals as english } from '../en/imports.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';
import { DIFFERS } from './refusals-counter.ts';

const app = (channel: string) => ({ line: 'LINE', telegram: 'Telegram' })[channel] ?? channel;

export const imports = (f: Format): Words['imports'] => ({
  problems: {
    'quote-broken': () => ['引號有開頭，沒有結尾。', '請用 " 包住整格；格子裡的引號請寫成 ""。'],
    'row-too-long': () => ['這一列長得不像訂單。', '請檢查檔案的換行，以及引號是否成對。'],
    'cells-count': (facts) => [
      `這一列有 ${f.number(facts.cells)} 格，標題列有 ${f.number(facts.columns)} 格。`,
      '格子裡如果有分隔符號，請用 " 包住，例如 "1,200"。',
    ],
    unreadable: () => ['這一列有讀不出來的字。', '請另存成 CSV（UTF-8），或指定編碼。'],
    needed: () => ['這格是空的。', '請填上。'],
    'too-long': (facts) => ['太長了。', `請不要超過 ${f.number(facts.most)} 個字。`],
    'id-shape': () => ['這不是我們的顧客編號。', '請填 API 回傳的 id，或留空。'],
    'address-shape': (facts) => [
      `這不是${spaced(app(facts.channel))}的帳號。`,
      'LINE 是 U 加 32 位數字或 a 到 f，Telegram 是一串數字。',
    ],
    'who-needed': () => ['看不出這一列是誰的；只有姓名不算。', '請填電話、會員編號或顧客編號。'],
    'who-unknown': () => ['找不到這位顧客。', '請檢查，或先匯入顧客。'],
    'who-two': () => ['這一列同時屬於兩位顧客。', '請只留下這位顧客的資料，或請顧客綁定這兩個帳號。'],
    'phone-other': () => ['這位顧客已經有另一個電話號碼。', '請把電話留空，或向顧客確認。'],
    'money-currency': (facts) => [`「${facts.found}」不是本店的幣別 ${facts.currency}。`, '請換算金額，或只寫數字。'],
    'money-negative': () => ['訂單金額不能小於零。', '退款請用退款匯入。'],
    'money-zero': () => ['退款金額是零。', '請填金額，或刪掉這一列。'],
    'money-shape': (facts) => [`這不是 ${facts.currency} 的金額。`, '請寫成 1200 或 1,200.50。'],
    'money-two-ways': () => ['看不出是千位分隔還是小數點。', '請依實際金額寫成 1200 或 1.20。'],
    'quantity-shape': () => ['這不是 1 到一百萬的整數。', '請填數量。'],
    'date-shape': () => ['看不懂這個日期。', '請寫成 2026-03-08 14:05。'],
    'date-none': () => ['沒有這一天或這個時間。', '請檢查；1990 年以前的日期不能匯入。'],
    'date-future': () => ['這個日期還沒到。', '請檢查年月日。'],
    'date-number': () => ['這是試算表的日期序號，不是日期。', '請把這一欄設成日期格式，再存一次。'],
    'date-two-digits': () => ['年份只有兩位數。', '請寫四位數，例如 2026-03-08。'],
    'date-two-ways': () => ['分不出月和日。', '請寫成 2026-03-08，或指定日期順序 dmy 或 mdy。'],
    'birthday-shape': () => ['這不是生日。', '請寫成 1990-03-08 或 03-08。'],
    'phone-shape': () => ['這不是電話號碼。', '請寫成 +886912345678。'],
    'phone-country': () => ['看不出是哪一國的號碼。', '請加上 + 和國碼，或指定國碼。'],
    'phone-number': () => ['試算表把這個號碼縮短了。', '請把這一欄設成文字，再重新填。'],
    'language-unknown': () => ['本店不會說這個語言。', '請寫 en、zh-Hant 或 zh-Hans，或留空。'],
    'tags-many': (facts) => ['標籤太多了。', `請不要超過 ${f.number(facts.most)} 個。`],
    'tag-shape': (facts) => [
      '有一個標籤不合格式。',
      `標籤是一兩個詞，最多 ${f.number(facts.most)} 個字，不能有引號或括號。`,
    ],
    'store-unknown': (facts) => [
      '沒有這間門市。',
      facts.stores.length > 0 ? `目前有：${f.list(facts.stores)}。` : '請先新增門市。',
    ],
    'source-reserved': (facts) => [`「${facts.source}」是系統保留給用券訂單的來源。`, '請替這個檔案的系統取別的名字。'],
    'order-differs': (facts) => [`同一張訂單，第 ${f.number(facts.line)} 列寫得不一樣。`, '請讓同一張訂單的各列一致。'],
    'order-twice': () => ['這個編號在檔案別處還有不同的內容。', '請把同一張訂單的各列放在一起。'],
    'order-other': (facts) => [
      `這個編號已經有了，金額是 ${f.money(facts.amountMinor)}；沒有更動。`,
      '訂單請用退款更正，同一張訂單的各列請放在一起。',
    ],
    'order-of-other': () => ['這張訂單已經有了，是另一位顧客的。', '請確認是誰的；訂單不會換人。'],
    'order-other-lines': () => ['這張訂單已經有了，商品不一樣。', '請把同一張訂單的各列放在一起。'],
    'order-other-day': () => ['這個訂單編號已經有了，是另一天的；沒有更動。', '編號每天重新算的話，請在前面加上日期。'],
    'refund-other': (facts) => [
      `這個退款編號已經有了，${spacedAfter(f.list(facts.differs.map((one) => DIFFERS[one] ?? one)))}不一樣；沒有更動。`,
      '請換成這筆退款自己的編號。',
    ],
    'lines-beyond': (facts) => [
      `商品合計 ${f.money(facts.sum)}，訂單只有 ${f.money(facts.most)}。`,
      '請檢查金額，以及哪一欄是總額。',
    ],
    'lines-many': (facts) => [`一張訂單超過 ${f.number(facts.most)} 列。`, '請檢查哪一欄是訂單編號。'],
    'amount-two-ways': () => ['這張訂單每一列金額都一樣：是整張訂單的，還是每一列的？', '請把欄名改成總額或小計。'],
    'same-order': (facts) => [
      `同一張訂單的第 ${f.number(facts.line)} 列有錯。`,
      '請修正那一列；這一列沒問題，會一起匯入。',
    ],
    'refund-beyond': (facts) => [`這張訂單只剩 ${f.money(facts.left)}。`, '退款請不要超過這個金額。'],
    'redemption-unknown': () => ['沒有這筆核銷。', '訂單編號請填核銷的 id。'],
  },
});

export const importRefusals = (f: Format): ReturnType<typeof english> => ({
  'body-no-csv': () => `內容不是 CSV 檔。請直接傳檔案，並把 Content-Type 標頭設為 text/csv。`,
  'import-empty': () => `這個檔案是空的。請給有標題列、下面有資料的檔案。`,
  'import-no-csv': () => `這不是 CSV 檔。請把表格另存成 CSV（UTF-8），再傳那個檔案。`,
  'import-encoding': () => `看不出這個檔案的編碼。請另存成 CSV（UTF-8），或指定編碼 utf-8、big5 或 gb18030。`,
  'import-columns': (facts) =>
    `檔案裡沒有這些欄位：${f.list(facts.missing)}。現有的欄位：${f.list(facts.header)}。請改欄名，或指定對應，例如 order_no=單號。`,
  'import-column-twice': (facts) =>
    `有兩欄都是 ${facts.field}：${f.list(facts.names)}。請指定要用哪一欄，例如 ${facts.field}=${facts.names[0]}。`,
  'import-map': (facts) => `「${facts.part}」對應不到欄位。請寫成「欄位=欄名」；欄位有 ${f.list(facts.fields)}。`,
  'import-source-needed': () => `檔案裡看不出訂單編號是哪個系統的。請指定來源，例如 pos，才分得清不同系統的訂單。`,
  'import-segment-needed': () => `沒有指定要放進哪份名單。請用 segment 填名單的名稱。`,
  'import-taken-over': () => `這次匯入已經由別人接手。請查看進度，交給對方完成。`,
  'import-unknown': () => `找不到這次匯入。請用上傳時回傳的 id。`,
  'import-too-large': (facts) =>
    `這個檔案太大，API 收不下。請每次不要超過 ${f.number(facts.megabytes)} MB，或在主機上用 import 指令匯入。`,
});
