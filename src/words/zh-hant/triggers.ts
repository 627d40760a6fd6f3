import type { triggerRefusals as english } from '../en/triggers.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

const to = (name: string | null) => (name ? `${name}，` : '');

export const triggers = (f: Format): Words['triggers'] => ({
  title: () => `自動行銷`,
  intro: () => `選一項，看看它會做什麼、先試算，再開啟。`,
  line: (name, on, given) => `${on ? '✓' : '–'} ${name}${on ? `：已送出 ${f.number(given)} 次` : ''}`,
  names: {
    welcome: () => `入會禮`,
    birthday: () => `生日祝福`,
    'win-back': () => `好久不見`,
    'third-coffee': () => `第三杯驚喜`,
    sorry: () => `低分致歉`,
    'second-visit': () => `邀請再訪`,
    'tier-up': () => `升級禮`,
    'after-use': () => `用券後再送`,
    'due-again': () => `回購提醒`,
  },
  about: {
    welcome: () => `有人加入會員，馬上送一張優惠券，每人一次。`,
    birthday: () => `生日當天 09:00 傳祝福，也可以附上優惠券。開啟後會取代原本的生日祝福，不會重複打擾。`,
    'win-back': () => `超過自己平常間隔的 1.5 倍還沒來，就傳訊息問候。人一來就停。`,
    'third-coffee': () => `30 天內第三次購買同一類商品，送一張優惠券。這 30 天內的其他購買不重複計算。`,
    sorry: () => `收到兩顆星以下的評分，馬上致歉並送一張優惠券，每人 30 天最多一次。`,
    'second-visit': () => `第一次光臨的隔天，給一個再來的理由。`,
    'tier-up': () => `有人升上更高的等級，傳訊息恭喜，也可以附上優惠券。`,
    'after-use': () => `使用優惠券三天後，再送一張相關的優惠券，每人 30 天最多一次。`,
    'due-again': () => `顧客有自己的來店間隔（一週以上）時，到了平常會再來的日子就傳訊息提醒。人一來就停。`,
  },
  says: {
    welcome: (name) => ({ title: `${to(name)}歡迎加入！`, text: `很高興認識您！第一次光臨，送您一份小禮物：` }),
    birthday: (name) => ({ title: `${to(name)}生日快樂！`, text: `${spacedAfter(f.brand)}祝您有美好的一天。` }),
    'win-back': (name) => ({
      title: `${to(name)}好久不見`,
      text: `有一陣子沒看到您了，有空歡迎再來看看，${spacedAfter(f.brand)}一直記得您。`,
    }),
    'third-coffee': (name) => ({ title: `${to(name)}謝謝您！`, text: `您常常來，我們都記得。這是我們的一點心意：` }),
    sorry: (name) => ({ title: `${to(name)}真的很抱歉`, text: `這次沒有讓您滿意，請給我們一次彌補的機會：` }),
    'second-visit': (name) => ({
      title: `${to(name)}很高興認識您`,
      text: `希望您喜歡第一次來${spaced(f.brand)}的感覺，期待很快再見到您。`,
    }),
    'tier-up': (name) => ({ title: `${to(name)}恭喜升級！`, text: `您升上更高的會員等級了，有哪些禮遇請看 /tier。` }),
    'after-use': (name) => ({ title: `${to(name)}很高興您來`, text: `希望上次的優惠券用得開心，這張和它很搭：` }),
    'due-again': (name) => ({
      title: `${to(name)}又到見面的日子囉`,
      text: `差不多是您平常會來的時候了，${spacedAfter(f.brand)}等您來。`,
    }),
    other: (name) => ({ title: name ? `${name}，這是送您的` : `這是送您的`, text: `${spacedAfter(f.brand)}敬上` }),
  },
  number: (value) => f.number(value),
  gotPoints: (points) => `+${f.number(points)} 點`,
  toStaff: (trigger, customer) => `「${trigger}」：${spacedAfter(customer)}剛剛符合條件。`,
  toStaffMany: (trigger, people, since, now, names) => {
    const more = people - names.length;
    const all = names.join('、') + (more > 0 ? `，還有 ${f.number(more)} 人` : '');
    return people === 1
      ? `「${trigger}」：${spacedAfter(all)}在 ${f.dateTime(since, now)} 符合條件。`
      : `「${trigger}」：${f.dateTime(since, now)} 起有 ${f.number(people)} 人符合條件：${all}。`;
  },
  when: {
    joined: () => `加入會員時`,
    purchase: () => `消費時`,
    purchases: (count, days) => `${f.number(days)} 天內第 ${f.number(count)} 次購買時`,
    visit: (count) => (count === 1 ? `第一次光臨時` : `第 ${f.number(count)} 次光臨時`),
    spend: (minor, every) => (every ? `每累積消費 ${f.money(minor)} 時` : `累積消費滿 ${f.money(minor)} 時`),
    points: (balance) => `點數達到 ${f.number(balance)} 點時`,
    tier: (tier) => (tier ? `升上${spaced(tier)}等級時` : `升上更高的等級時`),
    'coupon-used': () => `使用優惠券後`,
    'coupon-expiring': (days) => `優惠券到期前 ${f.number(days)} 天`,
    away: (times) => `超過平常間隔的 ${f.number(times)} 倍沒來時`,
    birthday: () => `生日當天`,
    anniversary: () => `入會週年當天`,
    rating: (most) => `評分 ${f.number(most)} 顆星以下時`,
    tag: (tag) => `貼上標籤「${tag}」時`,
    event: (name) => `收到事件「${name}」時`,
  },
  only: (what) => `僅限：${what}`,
  off: () => `未開啟`,
  on: (since, now) => `已開啟，${f.dateTime(since, now)} 起發生的都算`,
  until: (at, now) => `${f.dateTime(at, now)} 結束`,
  coupon: (name, ref) => `優惠券：${name}（${ref}）`,
  noCoupon: () => `優惠券：不送，只傳訊息`,
  couponNeeded: () => `優惠券：還沒選`,
  category: (name) => `商品類別：${name}`,
  categoryNeeded: () => `商品類別：還沒選`,
  who: (segment) => `對象：${segment}`,
  budget: (minor, used) => `花費上限：${f.money(minor)}，已用 ${f.money(used)}`,
  after: (minutes) => (minutes % 1440 === 0 ? `${f.number(minutes / 1440)} 天後` : `${f.number(minutes)} 分鐘後`),
  figures: (done, waiting) => `已完成 ${f.number(done)} 次${waiting > 0 ? `，等待中 ${f.number(waiting)} 次` : ''}`,
  costs: (minor) => `到目前為止，優惠券最多花費 ${f.money(minor)}。`,
  money: (minor) => f.money(minor),
  skipped: (reason, count) => `• ${reason}：${f.number(count)} 次`,
  reasons: {
    'taken-back': `之前已取消或退款`,
    off: `之前已關閉`,
    left: `已不是會員`,
    'opted-out': `不接收優惠`,
    'not-personal': `不要個人化推薦`,
    unreachable: `無法聯絡`,
    holdout: `留作對照`,
    capped: `最近收到的已經夠多`,
    had: `已經收過`,
    budget: `花費上限已用完`,
    held: `手上還有一張`,
    gone: `優惠券已送完`,
    closed: `活動未開放`,
    failed: `發生錯誤，請看系統紀錄`,
  },
  open: () => `這張優惠券也放在 /drops，人人都能領。`,
  switchOn: () => `開啟`,
  switchOff: () => `關閉`,
  tryOut: (days) => `試算最近 ${f.number(days)} 天`,
  chooseCoupon: () => `選優惠券…`,
  chooseCategory: () => `選類別…`,
  withoutCoupon: () => `不送優惠券`,
  setBudget: () => `花費上限…`,
  noBudget: () => `不設上限`,
  keepOut: () => `從 /drops 撤下`,
  keptOut: (name) => `「${name}」不再出現在 /drops，以後只由店家贈送。顧客手上的仍然有效。`,
  all: () => `全部項目`,
  askCoupon: () => `要送哪一張優惠券？`,
  noCampaigns: () => `目前沒有進行中的活動。先用 /new 發布，再回來選。`,
  askCategory: () => `哪一類商品才算？請選擇，或傳收銀系統裡的類別名稱。`,
  askBudget: () => `這些優惠券總共最多可以花多少？請傳金額，例如 5000。`,
  isOn: (name) => `「${name}」已開啟，從現在起發生的都算。`,
  isOnPast: (name, since, now) => `「${name}」已開啟，${f.dateTime(since, now)} 起已經發生的也算。`,
  isOff: (name) => `「${name}」已關閉。已經送出的不受影響。`,
  changed: () => `已修改。`,
  tried: (name, days) => `「${name}」最近 ${f.number(days)} 天試算`,
  wouldGet: (count) => (count === 0 ? `沒有人會收到。` : `會送出 ${f.number(count)} 次。`),
  wouldCost: (minor) => (minor === 0 ? `不折抵金額。` : `最多折抵 ${f.money(minor)}。`),
  wouldNot: () => `不會送出的：`,
  sample: (customer, at, now) => `• ${customer}，${f.dateTime(at, now)}`,
  samples: () => `最近幾次：`,
  nothingDone: () =>
    `這只是回顧試算：沒有通知任何人，也沒有送出任何東西。已計入當時的訊息則數上限，以及目前剩下的數量和花費上限。`,
});

export const triggerRefusals = (f: Format): ReturnType<typeof english> => ({
  'trigger-unknown': (facts) => `找不到「${facts.name}」。全部項目請看 /triggers。`,
  'trigger-needs': (facts) =>
    (
      ({
        campaign: `要先選一張優惠券，再開啟。`,
        category: `要先選商品類別，再開啟。`,
        live: `這張優惠券的活動沒有開放領取。請到 /campaigns 重新開放領取，或改選另一張。`,
      }) as Record<string, string>
    )[facts.need] ?? `這樣什麼都不會做。請給它優惠券、點數、文字、標籤，或設定通知員工。`,
  'trigger-unbounded': () =>
    `這種優惠券一張能折多少沒有上限，花費上限就守不住。請到 /campaigns 設定折抵上限，或不設花費上限。`,
  'trigger-name-taken': (facts) => `已經有「${facts.name}」了，請換一個名稱。`,
  'trigger-not-owed': (facts) =>
    facts.late
      ? `一律傳送的訊息，要在事情發生後 ${f.number(facts.days)} 天內送出。請把等待時間改短，或改成只傳給同意接收優惠的人。`
      : `這是邀請顧客再來的優惠訊息，不能一律傳送。請只傳給同意的人；一律傳送只用來回應顧客自己做的事：加入會員、消費、累積點數、升級、使用優惠券、評分或事件。`,
  'trigger-changed': (facts) =>
    `「${facts.name}」剛剛有人改過了。請傳 /triggers ${facts.name} 再看一次，然後重新修改。`,
});
