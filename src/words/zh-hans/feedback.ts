import type { feedbackRefusals as english } from '../en/feedback.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter } from '../spaced.ts';
import type { Words } from '../words.ts';

export const feedback = (f: Format): Words['feedback'] => ({
  question: (store) => `${store ? `这次在${spaced(store)}` : '这次'}还满意吗？点一下就行。`,
  stars: (stars) => `${stars} ★`,
  thanks: (stars) => (stars > 3 ? `${drawn(stars)} 谢谢您，我们特别开心！` : `${drawn(stars)} 谢谢您告诉我们。`),
  sorry: (stars) => `${drawn(stars)} 真的很抱歉。我们已经通知负责的同事，会马上了解情况。`,
  tellMore: () => `愿意多说几句吗？直接打字就行。`,
  allRight: () => `好的，谢谢您！`,
  skip: () => `不用了`,
  wordsKept: () => `谢谢您，我们收到了。`,
  wordsPassedOn: () => `谢谢您，已经转给负责的同事。`,
  title: (days) => `最近 ${f.number(days)} 天的顾客反馈`,
  titleOf: (what, days) => `${what}：最近 ${f.number(days)} 天`,
  none: () => `还没有人评分。核销后的使用明细会自动询问。`,
  average: (average, count) => `平均 ${f.number(average)} 星（满分 5 星），共 ${f.number(count)} 条评分`,
  row: (stars, count) => `${drawn(stars)} ${f.number(count)}`,
  response: (asked, answered) => `询问了 ${f.number(asked)} 次，${f.number(answered)} 次有回复`,
  group: (name, average, count) => `${name}：${f.number(average)} 星（${f.number(count)} 条）`,
  byStore: () => `各门店`,
  byCampaign: () => `各活动`,
  latest: () => `最近的留言`,
  saying: (facts) =>
    [f.date(facts.at, facts.now), facts.stars === null ? '' : drawn(facts.stars), `${facts.customer}：“${facts.words}”`]
      .filter(Boolean)
      .join(' · '),
  surveyed: (asked, answered) => `来得少的原因：问了 ${f.number(asked)} 位，${f.number(answered)} 位回复`,
  reasonCount: (reason, count) => `${reason}：${f.number(count)} 位`,
  rules: (facts) =>
    [
      facts.askDays === 0 ? `使用明细不询问评分。` : `同一位顾客，${f.number(facts.askDays)} 天内最多问一次。`,
      facts.survey ? `会询问来得少的顾客原因。` : `不询问来得少的顾客原因。`,
      facts.offer === null
        ? `还没有选择补偿用的优惠券。`
        : `补偿券是“${facts.offer}”，本月 ${f.money(facts.budget)} 预算还剩 ${f.money(facts.left)}。`,
    ].join('\n'),
  rulesTitle: () => `顾客反馈的设置`,
  toRules: () => `设置`,
  rulesHow: () =>
    `要修改，请发送：\n/feedback ask 14（0 表示不问）\n/feedback survey on（或 off）\n/feedback offer REF 3000（活动代号和每月预算）\n/feedback offer off`,
  surveyTitle: () => `${spacedAfter(f.brand)}想您了`,
  survey: () => `好久不见！是什么让您来得少了呢？点一下就能帮我们改进。`,
  reasons,
  surveyThanks: () => `谢谢您坦诚相告，期待再见到您。`,
});

const reasons = { price: '价格偏高', taste: '口味不合', far: '离我太远', busy: '最近太忙' };

/** `★★☆☆☆`. */
function drawn(stars: number): string {
  return '★'.repeat(stars) + '☆'.repeat(Math.max(0, 5 - stars));
}

export const feedbackRefusals = (f: Format): ReturnType<typeof english> => ({
  'visit-unknown': () => `您目前没有可以评分的消费。使用优惠券后，我们会随使用明细询问您。`,
  'visit-undone': () => `这次核销已经撤销，不用评分了。有话想说，还是可以用 /ask 告诉我们。`,
  'visit-long-ago': (facts) => `消费后 ${f.number(facts.days)} 天内可以评分。有其他事，请用 /ask 告诉我们。`,
  'rating-settled': (facts) => `评分只能在 ${f.number(facts.hours)} 小时内修改。有其他事，请用 /ask 告诉我们。`,
  'ask-enough': (facts) => `您的 ${f.number(facts.lines)} 条消息我们都收到了，会回复您。请给我们一点时间。`,
  'ticket-unknown': () => `没有这个工单，或者属于别的门店。请看 /tickets。`,
  'ticket-closed': (facts) => `这个工单已在 ${f.dateTime(facts.at, facts.now)} 关闭。还没关闭的请看 /tickets。`,
  'ticket-taken': (facts) =>
    `${facts.name ? spacedAfter(facts.name) : '同事'}正在处理这个工单。${f.time(facts.until)} 之后，或等对方放回，您就可以接手。`,
  'ticket-own': () => `这是您自己的工单，要由别的同事处理。`,
  'ticket-unreachable': () => `这位顾客的每个渠道都联系不上了。可以先关闭工单，或等对方再发消息来。`,
  'offer-unset': () => `还没有选择补偿用的优惠券。请老板选一张并设置每月预算，例如 /feedback offer LATTE 3000。`,
  'offer-unbounded': () => `这个活动的减免金额没有上限，不能当补偿券。请选有减免上限或固定金额的活动。`,
  'offer-done': () => `这个工单已经送过补偿券了，每个工单限送一张。请改用文字回复。`,
  'offer-held': (facts) => `这位顾客手上已经有一张“${facts.name}”还没用。请改用文字回复。`,
  'offer-gone': (facts) =>
    `“${facts.name}”不能再送给这位顾客了：可能已送完、已结束，或每人张数已满。老板可以用 /feedback offer 换一个活动。`,
  'offer-budget': (facts) =>
    `这张补偿券最多减免 ${f.money(facts.worstMinor)}，本月预算只剩 ${f.money(Math.max(0, facts.leftMinor))}。老板可以用 /feedback offer 提高预算。`,
  'survey-over': () => `这个问题已经结束了。有话想说，随时可以用 /ask 告诉我们。`,
  'rules-shape': () => `没看懂这个设置。可以改什么，请看 /feedback rules。`,
});
