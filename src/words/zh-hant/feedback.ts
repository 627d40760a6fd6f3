import type { feedbackRefusals as english } from '../en/feedback.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const feedback = (f: Format): Words['feedback'] => ({
  question: (store) => `${store ? `這次在${spaced(store)}` : '這次'}還滿意嗎？點一下就好。`,
  stars: (stars) => `${stars} ★`,
  thanks: (stars) => (stars > 3 ? `${drawn(stars)} 謝謝您，我們好開心！` : `${drawn(stars)} 謝謝您告訴我們。`),
  sorry: (stars) => `${drawn(stars)} 真的很抱歉。我們已經通知負責的同事，會馬上了解情況。`,
  tellMore: () => `願意多說一點嗎？直接打字就可以。`,
  allRight: () => `好的，謝謝您！`,
  skip: () => `不用了`,
  wordsKept: () => `謝謝您，我們收到了。`,
  wordsPassedOn: () => `謝謝您，已經轉給負責的同事。`,
  title: (days) => `最近 ${f.number(days)} 天的顧客意見`,
  titleOf: (what, days) => `${what}：最近 ${f.number(days)} 天`,
  none: () => `還沒有人留下評分。核銷後的使用明細會自動詢問。`,
  average: (average, count) => `平均 ${f.number(average)} 顆星（滿分 5 顆），共 ${f.number(count)} 則評分`,
  row: (stars, count) => `${drawn(stars)} ${f.number(count)}`,
  response: (asked, answered) => `詢問了 ${f.number(asked)} 次，${f.number(answered)} 次有回覆`,
  group: (name, average, count) => `${name}：${f.number(average)} 顆星（${f.number(count)} 則）`,
  byStore: () => `各門市`,
  byCampaign: () => `各活動`,
  latest: () => `最近的留言`,
  saying: (facts) =>
    [
      f.date(facts.at, facts.now),
      facts.stars === null ? '' : drawn(facts.stars),
      `${facts.customer}：「${facts.words}」`,
    ]
      .filter(Boolean)
      .join(' · '),
  surveyed: (asked, answered) => `少來的原因：問了 ${f.number(asked)} 位，${f.number(answered)} 位回覆`,
  reasonCount: (reason, count) => `${reason}：${f.number(count)} 位`,
  rules: (facts) =>
    [
      facts.askDays === 0 ? `使用明細不詢問評分。` : `同一位顧客，${f.number(facts.askDays)} 天內最多問一次。`,
      facts.survey ? `會問漸漸少來的顧客原因。` : `不問漸漸少來的顧客原因。`,
      facts.offer === null
        ? `還沒有選補償用的優惠券。`
        : `補償券是「${facts.offer}」，本月 ${f.money(facts.budget)} 預算還剩 ${f.money(facts.left)}。`,
    ].join('\n'),
  rulesTitle: () => `顧客意見的設定`,
  toRules: () => `設定`,
  rulesHow: () =>
    `要修改，請傳：\n/feedback ask 14（0 表示不問）\n/feedback survey on（或 off）\n/feedback offer REF 3000（活動代號和每月預算）\n/feedback offer off`,
  surveyTitle: () => `${spacedAfter(f.brand)}想念您`,
  survey: () => `好久不見！是什麼讓您少來了呢？點一下就能幫我們改進。`,
  reasons,
  surveyThanks: () => `謝謝您坦白告訴我們，期待再見到您。`,
});

const reasons = { price: '價格偏高', taste: '口味不合', far: '離我太遠', busy: '最近太忙' };

/** `★★☆☆☆`. */
function drawn(stars: number): string {
  return '★'.repeat(stars) + '☆'.repeat(Math.max(0, 5 - stars));
}

export const feedbackRefusals = (f: Format): ReturnType<typeof english> => ({
  'visit-unknown': () => `您目前沒有可以評分的消費。使用優惠券後，我們會隨使用明細詢問您。`,
  'visit-undone': () => `這次核銷已經取消，不需要評分了。有話想說，還是可以用 /ask 告訴我們。`,
  'visit-long-ago': (facts) => `消費後 ${f.number(facts.days)} 天內可以評分。有其他事，請用 /ask 告訴我們。`,
  'rating-settled': (facts) => `評分只能在 ${f.number(facts.hours)} 小時內修改。有其他事，請用 /ask 告訴我們。`,
  'ask-enough': (facts) => `您的 ${f.number(facts.lines)} 則訊息我們都收到了，會回覆您。請給我們一點時間。`,
  'ticket-unknown': () => `沒有這個案件，或是屬於別的門市。請看 /tickets。`,
  'ticket-closed': (facts) => `這個案件已在 ${f.dateTime(facts.at, facts.now)} 結案。還沒結案的請看 /tickets。`,
  'ticket-taken': (facts) =>
    `${facts.name ? spacedAfter(facts.name) : '同事'}正在處理這個案件。${f.time(facts.until)} 之後，或等對方放回，您就可以接手。`,
  'ticket-own': () => `這是您自己的案件，要由別的同事處理。`,
  'ticket-unreachable': () => `這位顧客的每個管道都聯絡不上了。可以先結案，或等對方再傳訊息來。`,
  'offer-unset': () => `還沒有選補償用的優惠券。請老闆選一張並設定每月預算，例如 /feedback offer LATTE 3000。`,
  'offer-unbounded': () => `這個活動的折抵金額沒有上限，不能當補償券。請選有折抵上限或固定金額的活動。`,
  'offer-done': () => `這個案件已經送過補償券了，每個案件限送一張。請改用文字回覆。`,
  'offer-held': (facts) => `這位顧客手上已經有一張「${facts.name}」還沒用。請改用文字回覆。`,
  'offer-gone': (facts) =>
    `「${facts.name}」不能再送給這位顧客了：可能已送完、已結束，或每人張數已滿。老闆可以用 /feedback offer 換一個活動。`,
  'offer-budget': (facts) =>
    `這張補償券最多折抵 ${f.money(facts.worstMinor)}，本月預算只剩 ${f.money(Math.max(0, facts.leftMinor))}。老闆可以用 /feedback offer 提高預算。`,
  'survey-over': () => `這個問題已經結束了。有話想說，隨時可以用 /ask 告訴我們。`,
  'rules-shape': () => `看不懂這個設定。可以改什麼，請看 /feedback rules。`,
});
