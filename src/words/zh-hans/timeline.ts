import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const did = (f: Format): Words['dossier']['did'] => ({
  joined: () => `加入会员`,
  consent: (e) =>
    `${e.granted ? '同意' : '不同意'}${e.purpose === 'service' ? '会员服务' : '接收优惠'}（条款 ${e.version}）`,
  identity: (e) => `第一次从${spaced(e.channel)}发消息`,
  link: () => `绑定了另一个账号`,
  unlink: () => `解除账号绑定`,
  claim: (e) => `领取：${e.name}`,
  redemption: (e) =>
    [
      `使用：${e.name}`,
      e.undone ? '已撤销' : '',
      e.store ?? '',
      e.staff ? `核销：${e.staff}` : '',
      e.orderMinor === null ? '' : `消费 ${f.money(e.orderMinor)}`,
      e.discountMinor > 0 ? `−${f.money(e.discountMinor)}` : '',
      e.points > 0 ? points(f, e.points) : '',
    ]
      .filter(Boolean)
      .join(' · '),
  undo: (e) => `撤销核销“${e.name}”${e.staff ? `（${e.staff}）` : ''}${e.reason ? `：${e.reason}` : ''}`,
  purchase: (e) =>
    [
      `消费 ${f.money(e.paidMinor)}`,
      e.products.join('、'),
      e.store ?? '',
      e.points > 0 ? points(f, e.points) : '',
      e.refundedMinor > 0 ? `已退 ${f.money(e.refundedMinor)}` : '',
      `${e.source} #${e.orderNo}`,
    ]
      .filter(Boolean)
      .join(' · '),
  refund: (e) => `订单${spaced(e.orderNo)}退款 ${f.money(e.amountMinor)}${e.reason ? `：${e.reason}` : ''}`,
  points: (e) => `${points(f, e.delta)} · ${e.reason}`,
  tier: (e) => (e.to ? `会员等级变为${spacedBefore(e.name)}` : `不再有会员等级`),
  tag: (e) => (e.off ? `移除标签：${e.tag}` : `加上标签：${e.tag}`),
  edit: (e) => `更新了${fields[e.field] ?? spacedBefore(e.field)}`,
  message: (e) =>
    `${spacedAfter(e.channel)}消息${e.text === null ? `（${about[e.subject] ?? '内容不公开'}）` : `“${e.text}”`}：${states[e.state] ?? e.state}${because(e)}`,
  broadcast: (e) => `群发“${e.name}”：${states[e.outcome] ?? e.outcome}`,
  effect: (e) => `没有发送“${e.trigger}”：${e.reason}`,
  feedback: (e) =>
    [
      e.rating === null ? '' : '★'.repeat(e.rating),
      e.words ? `“${e.words}”` : e.rating === null ? '写了到店感想' : '',
      e.store ?? '',
    ]
      .filter(Boolean)
      .join(' '),
  ticket: (e) => `向商家提问（${e.ref}）`,
  answer: (e) => `已回复（${e.ref}）${e.staff ? `，${e.staff}` : ''}${e.note ? `：${e.note}` : ''}`,
  survey: (e) =>
    [`回答了为什么来得少了`, e.reason ?? '', e.wish ?? '', e.words ? `“${e.words}”` : ''].filter(Boolean).join(' · '),
  idea: (e) =>
    [`提了一条点子 ${e.ref}`, ...(e.tags ?? []).map((tag) => `#${tag}`), e.words ? `“${e.words}”` : '']
      .filter(Boolean)
      .join(' · '),
});

const about: Record<string, string> = {
  receipt: '使用明细',
  undone: '撤销核销通知',
  expiring: '到期提醒',
  birthday: '生日祝福',
  trigger: '自动消息',
  survey: '关心近况的问卷',
  compensation: '致歉',
  'ticket-answer': '客服回复',
  'ticket-closed': '客服回复',
};

const fields: Record<string, string> = { name: '称呼', birthday: '生日', phone: '手机号' };

const states: Record<string, string> = {
  sent: '已发送',
  waiting: '等待发送',
  unreachable: '没发到，联系不到',
  failed: '没发到，平台拒绝',
  refused: '没发到，平台拒绝',
  unknown: '可能已发送，平台没有回应',
  skipped: '没有发送',
  'opted-out': '没有发送，不接收优惠',
  holdout: '没有发送，留作对照',
  capped: '没有发送，最近收到的已经够多',
  stopped: '没有发送，已停止',
};
const reasons: Record<string, string> = {
  'too late': '太晚了',
  'opted out': '不接收优惠',
  'monthly-limit': '本月可发的消息已用完',
};

function because({ state, reason }: { state: string; reason: string | null }): string {
  const why = reason && (reasons[reason] ?? (state === 'skipped' ? reason : ''));
  return (state === 'skipped' || state === 'waiting') && why ? `，${why}` : '';
}

function points(f: Format, count: number): string {
  return `${count > 0 ? '+' : '−'}${f.number(Math.abs(count))} 积分`;
}
