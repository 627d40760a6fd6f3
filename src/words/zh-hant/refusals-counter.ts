import type { Differs, counterRefusals as english } from '../en/refusals-counter.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';

export const counterRefusals = (f: Format): ReturnType<typeof english> => ({
  'staff-only': () => `這是員工專用的功能。要使用優惠券，請在櫃檯出示：/coupons。`,
  'code-shape': () => `這不是優惠券代碼。代碼由 13 個英文字母和數字組成，例如 8F2K-7QXA-M3ZD-P。`,
  'code-typo': () => `這組代碼有打錯的地方，檢查碼對不上。請再核對一次，或直接掃描 QR 碼。`,
  'code-unknown': (facts) =>
    `查不到這組代碼。${facts.left === null ? '' : `再錯 ${f.number(facts.left)} 次，查驗會暫停十分鐘。`}可以的話，請掃描 QR 碼。`,
  'staff-paused': (facts) => `代碼錯了五次，您的查驗功能暫停到 ${f.time(facts.until)}，也已通知店長。`,
  'coupon-used': (facts) =>
    `這張優惠券已在 ${f.dateTime(facts.at, facts.now)} 用過了${facts.store ? `，門市：${facts.store}` : ''}${facts.staff ? `，店員：${facts.staff}` : ''}。如果是誤用，店長可以取消核銷。`,
  'coupon-expired': (facts) =>
    `這張優惠券已於 ${spacedAfter(f.end(facts.until, facts.now))}到期。請問問顧客有沒有其他優惠券。`,
  'coupon-revoked': () => `店家已收回這張優惠券。請問問顧客有沒有其他優惠券。`,
  'coupon-own': () => `這是您自己的優惠券，必須由另一位員工核銷。`,
  'coupon-wrong-store': (facts) => `這裡不能用：這張優惠券限${spaced(f.list(facts.stores, 'or'))}使用。`,
  'coupon-wrong-day': (facts) => `今天不能用：這張優惠券限${f.weekdays(facts.weekdays)}使用。`,
  'coupon-wrong-hour': (facts) => `現在不能用：這張優惠券限 ${facts.from}–${facts.until} 使用。`,
  'amount-needed': () => `這張優惠券需要消費金額。請寫在代碼後面，例如 /check 代碼 158。`,
  'amount-invalid': () => `看不懂這個金額。請改用 158 或 158.50 這樣的數字，再傳一次。`,
  'minimum-missing': (facts) =>
    `需消費滿 ${f.money(facts.minimum)}，這筆是 ${f.money(facts.order)}。還差 ${f.money(facts.missing)}。`,
  'gift-gone': () => `這個活動的贈品已經送完了。請店長另外準備一份相當的。`,
  'store-needed': (facts) => ({
    text: `請問您在哪間門市？選一次就會記住。`,
    buttons: facts.stores.map((name) => ({ label: name, says: `/store ${name}` })),
  }),
  'store-unknown': (facts) => `沒有這間門市。請選擇${spacedBefore(f.list(facts.stores, 'or'))}。`,
  'store-out-of-scope': (facts) => `您只在${spaced(facts.store)}上班。要在所有門市使用，請老闆重新邀請您。`,
  'undo-nothing': () => `您沒有可以取消的核銷。要取消別筆，請傳 /undo 加上優惠券代碼，或 /today 裡的編號。`,
  'undo-too-late': () => `自己的核銷十分鐘內可以取消；之後請店長註明原因取消。`,
  'undo-not-yours': () => `這筆是別人核銷的。請他在十分鐘內取消，或請店長註明原因取消。`,
  'undo-unknown': () => `找不到這筆核銷。請傳優惠券代碼，或 /today 裡的編號。`,
  'undo-done': (facts) => `這筆核銷已在 ${f.dateTime(facts.at, facts.now)} 取消了。`,
  'undo-reason-needed': (facts) => `需要註明原因。請寫在指令後面：/undo ${facts.token}，再加上原因。`,
  'points-short': (facts) => `點數不夠，還差 ${f.number(facts.missing)} 點；目前有 ${f.number(facts.balance)} 點。`,
  'customer-unknown': () => `找不到這位顧客。請顧客先用 /start 加入。`,
  'lines-too-much': (facts) => `明細合計 ${f.money(facts.sum)}，超過總額 ${f.money(facts.most)}。請修正明細或總額。`,
  'refund-too-much': (facts) => `這筆訂單只剩 ${f.money(facts.left)} 可以退款。請不要超過這個金額。`,
  'source-reserved': (facts) => `來源「${facts.source}」是系統保留的，請填訂單所屬的系統名稱。`,
  'order-differs': (facts) => {
    const has = facts.what === 'refund' ? '這個退款編號已經有了' : '這個訂單編號已經有了';
    const remedy =
      facts.what === 'refund' ? '請換成這筆退款自己的編號。' : '請用退款更正訂單，或換成這筆訂單自己的編號。';
    return `${has}，${spacedAfter(f.list(facts.differs.map((one) => DIFFERS[one] ?? one)))}不一樣；沒有更動。${remedy}`;
  },
});

/** What it is that differs. */
export const DIFFERS: Record<Differs, string> = {
  amount: '金額',
  customer: '顧客',
  order: '訂單',
  lines: '商品',
  time: '時間',
  store: '門市',
  channel: '通路',
};
