import type { Differs, counterRefusals as english } from '../en/refusals-counter.ts';
import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';

export const counterRefusals = (f: Format): ReturnType<typeof english> => ({
  'staff-only': () => `这是员工专用的功能。要使用优惠券，请在柜台出示：/coupons。`,
  'code-shape': () => `这不是优惠券代码。代码由 13 位字母和数字组成，例如 8F2K-7QXA-M3ZD-P。`,
  'code-typo': () => `代码有输错的地方，校验位对不上。请再核对一遍，或直接扫描二维码。`,
  'code-unknown': (facts) =>
    `查不到这个代码。${facts.left === null ? '' : `再错 ${f.number(facts.left)} 次，查验会暂停十分钟。`}可以的话，请扫描二维码。`,
  'staff-paused': (facts) => `代码错了五次，您的查验功能暂停到 ${f.time(facts.until)}，也已通知店长。`,
  'coupon-used': (facts) =>
    `这张优惠券已在 ${f.dateTime(facts.at, facts.now)} 用过了${facts.store ? `，门店：${facts.store}` : ''}${facts.staff ? `，店员：${facts.staff}` : ''}。如果是误操作，店长可以撤销核销。`,
  'coupon-expired': (facts) =>
    `这张优惠券已于 ${spacedAfter(f.end(facts.until, facts.now))}到期。请问问顾客有没有其他优惠券。`,
  'coupon-revoked': () => `商家已收回这张优惠券。请问问顾客有没有其他优惠券。`,
  'coupon-own': () => `这是您自己的优惠券，必须由另一位员工核销。`,
  'coupon-wrong-store': (facts) => `这里不能用：这张优惠券限${spaced(f.list(facts.stores, 'or'))}使用。`,
  'coupon-wrong-day': (facts) => `今天不能用：这张优惠券限${f.weekdays(facts.weekdays)}使用。`,
  'coupon-wrong-hour': (facts) => `现在不能用：这张优惠券限 ${facts.from}–${facts.until} 使用。`,
  'amount-needed': () => `这张优惠券需要消费金额。请写在代码后面，例如 /check 代码 158。`,
  'amount-invalid': () => `看不懂这个金额。请改用 158 或 158.50 这样的数字，再发一次。`,
  'minimum-missing': (facts) =>
    `需消费满 ${f.money(facts.minimum)}，这笔是 ${f.money(facts.order)}。还差 ${f.money(facts.missing)}。`,
  'gift-gone': () => `这个活动的赠品已经送完了。请店长另外准备一份差不多的。`,
  'store-needed': (facts) => ({
    text: `您在哪家门店？选一次就会记住。`,
    buttons: facts.stores.map((name) => ({ label: name, says: `/store ${name}` })),
  }),
  'store-unknown': (facts) => `没有这家门店。请选择${spacedBefore(f.list(facts.stores, 'or'))}。`,
  'store-out-of-scope': (facts) => `您只在${spaced(facts.store)}上班。要在所有门店使用，请老板重新邀请您。`,
  'undo-nothing': () => `您没有可以撤销的核销。要撤销别的，请发送 /undo 加上优惠券代码，或 /today 里的编号。`,
  'undo-too-late': () => `自己的核销十分钟内可以撤销；之后请店长注明原因撤销。`,
  'undo-not-yours': () => `这笔是别人核销的。请他在十分钟内撤销，或请店长注明原因撤销。`,
  'undo-unknown': () => `找不到这笔核销。请发送优惠券代码，或 /today 里的编号。`,
  'undo-done': (facts) => `这笔核销已在 ${f.dateTime(facts.at, facts.now)} 撤销了。`,
  'undo-reason-needed': (facts) => `需要注明原因。请写在指令后面：/undo ${facts.token}，再加上原因。`,
  'points-short': (facts) => `积分不够，还差 ${f.number(facts.missing)} 积分；目前有 ${f.number(facts.balance)} 积分。`,
  'customer-unknown': () => `找不到这位顾客。请顾客先用 /start 加入。`,
  'lines-too-much': (facts) => `明细合计 ${f.money(facts.sum)}，超过总额 ${f.money(facts.most)}。请修正明细或总额。`,
  'refund-too-much': (facts) => `这笔订单只剩 ${f.money(facts.left)} 可以退款。请不要超过这个金额。`,
  'source-reserved': (facts) => `来源“${facts.source}”是系统保留的，请填写订单所属的系统名称。`,
  'order-differs': (facts) => {
    const has = facts.what === 'refund' ? '这个退款号已经有了' : '这个订单号已经有了';
    const remedy =
      facts.what === 'refund' ? '请换成这笔退款自己的编号。' : '请用退款更正订单，或换成这笔订单自己的编号。';
    return `${has}，${spacedAfter(f.list(facts.differs.map((one) => DIFFERS[one] ?? one)))}不一样；没有改动。${remedy}`;
  },
});

/** What it is that differs. */
export const DIFFERS: Record<Differs, string> = {
  amount: '金额',
  customer: '顾客',
  order: '订单',
  lines: '商品',
  time: '时间',
  store: '门店',
  channel: '渠道',
};
