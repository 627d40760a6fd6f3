import type { apiRefusals as english, apiRemedies as remedies } from '../en/refusals-api.ts';
import type { Format } from '../format.ts';

/** What no schema says of itself. */
const problems: Record<string, string> = {
  future: '時間在未來',
  'before-1990': '時間早於 1990 年',
  empty: '裡面沒有文字',
  unstorable: '含有無法儲存的字元',
};

export const apiRefusals = (f: Format): ReturnType<typeof english> => ({
  'key-missing': () => `這個呼叫需要 API 金鑰。請放在 Authorization 標頭裡傳送，類型是 Bearer。`,
  'key-unknown': () => `沒有這把 API 金鑰。請確認複製時沒有漏字。`,
  'key-revoked': () => `這把 API 金鑰已經停用。請管理員換一把。`,
  'key-expired': (facts) => `這把 API 金鑰已在 ${f.dateTime(facts.at, facts.now)} 過期。請管理員換一把新的。`,
  'key-scope': (facts) => `這把 API 金鑰沒有這個權限。請用有 ${f.list(facts.scopes, 'or')} 權限的金鑰。`,
  'scope-unknown': (facts) => `API 金鑰至少要有一項存在的權限。請從 ${f.list(facts.scopes, 'and')} 中選擇。`,
  'api-key-unknown': () => `沒有這把 API 金鑰。請查看金鑰清單。`,
  'idempotency-needed': () =>
    `這個呼叫需要 Idempotency-Key 標頭。請傳 1 到 200 個可見字元，同一個動作每次重試都用同一個。`,
  'idempotency-other-body': () => `這個 Idempotency-Key 已經用在另一個請求上。請換新的，或原封不動再傳一次。`,
  'idempotency-running': () => `用這個 Idempotency-Key 的請求還在處理。請過幾秒再傳同一個請求。`,
  'body-unreadable': () => `內容不是 JSON 物件。請傳 JSON，並用 Content-Type 標頭說明。`,
  'body-too-large': (facts) => `內容太大了。請不要超過 ${f.number(facts.kilobytes)} kB。`,
  'body-invalid': (facts) =>
    `「${facts.field}」不符合規定：${problems[facts.problem] ?? facts.problem}。可用的值請看 /openapi.json。`,
  'console-link': () =>
    `這個連結打不開管理頁面。連結只能打開一次，十分鐘內有效；請在聊天中輸入 /console 取得新的連結。`,
  'console-over': () => `您已經登出。請在聊天中輸入 /console，再打開收到的連結。`,
  'console-not-here': () => `您的職務不能在這裡這樣做。請找老闆幫忙。`,
  'ticket-by-person': () => `顧客要由真人具名回覆。請店長在管理頁面或聊天中處理。`,
  'other-site': () => `這個請求來自別的網站。請在我們自己的頁面操作。`,
  'address-unknown': () => `這個網址沒有東西。有哪些請看 /openapi.json。`,
  'wrong-codes': (facts) => `不存在的代碼太多了。請 ${f.number(facts.minutes)} 分鐘後再試，並檢查代碼的來源。`,
  'not-now': () => `店家現在無法回應。請過幾秒再傳同一個請求，只會算一次。`,
  bug: (facts) => `我們這邊出了問題，什麼都沒有做。請稍後再試；如果還是不行，請把編號 ${facts.id} 告訴管理員。`,
});

export const apiRemedies: Record<keyof typeof remedies, string> = {
  'tier-unknown': `請從 GET /api/v1/tiers 取得等級的 name。`,
  'tier-shape': `請傳送 name、names 和大於 0 的整數 threshold。`,
  'tier-taken': `每個 name 請只傳一次。`,
  'tiers-many': `請減少等級。`,
  'customer-nobody': `請從 GET /api/v1/customers 取得 id。`,
  'customer-by-code': `請使用有 customers 權限的金鑰。`,
  'city-shape': `請傳送有文字的 city。`,
  'cursor-unknown': `before 請傳上一頁的 next，或不要傳。`,
  'tag-unknown': `請從 GET /api/v1/customers/{id} 取得標籤。`,
  'name-shape': `請傳送有文字的名字。`,
  'campaign-unknown': `請從 GET /api/v1/campaigns 取得 ref 或 id。`,
  'campaign-stopped': `請發布另一個活動。`,
  'birthday-campaign-exists': `請先停止進行中的那一個。`,
  'coupon-unknown': `請檢查 id。`,
  'amount-needed': `請傳 amountMinor。`,
  'amount-invalid': `amountMinor 請傳最小貨幣單位的整數，0 到 10^12。`,
  'store-unknown': `請從 GET /api/v1/stores 取得 id 或名稱。`,
  'store-needed': `請用 store 傳門市的 id 或名稱。`,
  'store-name': `請傳 name；zone 只能是 Asia/Taipei 這樣的時區。`,
  'lines-too-much': `lines 的 amountMinor 合計請不要超過 amountMinor。`,
  'refund-too-much': `請不要超過訂單剩下的金額。`,
  'undo-unknown': `請用核銷時回傳的 redemptionId。`,
  'undo-done': `不需要再做什麼。`,
  'undo-reason-needed': `請傳 reason。`,
  'customer-unknown': `顧客第一次傳訊息給店家時才會建立；請從 GET /api/v1/customers 取得 id。`,
  'coupon-expired': `它不能再使用了。`,
  'coupon-revoked': `它不能再使用了。`,
  'points-short': `最多只能用到餘額。`,
  'not-allowed': `請用有這個權限的金鑰。`,
  'coupon-wrong-store': `請在那裡核銷，或傳正確的門市。`,
  'coupon-wrong-day': `請在這些日子核銷。`,
  'coupon-wrong-hour': `請在這個時段核銷。`,
  'code-unknown': `請掃描 QR 碼，或再核對一次代碼。`,
  'broadcast-unknown': `請使用 GET /api/v1/broadcasts 回傳的編號。`,
  'segment-unknown': `請從 GET /api/v1/segments 取得名稱或 id。`,
  'sources-full': `請用 GET /api/v1/campaigns/{ref}/links 列出的來源。`,
  'code-shape': `請傳 13 個字母與數字，或 QR 碼的連結。`,
  otherwise: `請修改請求，並用新的 Idempotency-Key 再傳一次。`,
};
