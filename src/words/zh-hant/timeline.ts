import type { Format } from '../format.ts';
import { spaced, spacedAfter, spacedBefore } from '../spaced.ts';
import type { Words } from '../words.ts';

export const did = (f: Format): Words['dossier']['did'] => ({
  joined: () => `加入會員`,
  consent: (e) =>
    `${e.granted ? '同意' : '不同意'}${e.purpose === 'service' ? '會員服務' : '接收優惠'}（條款 ${e.version}）`,
  identity: (e) => `第一次從${spaced(e.channel)}傳訊息`,
  link: () => `綁定了另一個帳號`,
  unlink: () => `解除帳號綁定`,
  claim: (e) => `領取：${e.name}`,
  redemption: (e) =>
    [
      `使用：${e.name}`,
      e.undone ? '已取消' : '',
      e.store ?? '',
      e.staff ? `核銷：${e.staff}` : '',
      e.orderMinor === null ? '' : `消費 ${f.money(e.orderMinor)}`,
      e.discountMinor > 0 ? `−${f.money(e.discountMinor)}` : '',
      e.points > 0 ? points(f, e.points) : '',
    ]
      .filter(Boolean)
      .join(' · '),
  undo: (e) => `取消核銷「${e.name}」${e.staff ? `（${e.staff}）` : ''}${e.reason ? `：${e.reason}` : ''}`,
  purchase: (e) =>
    [
      `消費 ${f.money(e.paidMinor)}`,
      e.products.join('、'),
      e.store ?? '',
      e.points > 0 ? points(f, e.points) : '',
      e.refundedMinor > 0 ? `已退 ${f.money(e.refundedMinor)}` : '',
      `${e.source} #${e.orderNo}`,
    ]
      .filter(Boolean)
      .join(' · '),
  refund: (e) => `訂單${spaced(e.orderNo)}退款 ${f.money(e.amountMinor)}${e.reason ? `：${e.reason}` : ''}`,
  points: (e) => `${points(f, e.delta)} · ${e.reason}`,
  tier: (e) => (e.to ? `會員等級變為${spacedBefore(e.name)}` : `不再有會員等級`),
  tag: (e) => (e.off ? `移除標籤：${e.tag}` : `加上標籤：${e.tag}`),
  edit: (e) => `更新了${fields[e.field] ?? spacedBefore(e.field)}`,
  message: (e) =>
    `${spacedAfter(e.channel)}訊息${e.text === null ? `（${about[e.subject] ?? '內容不公開'}）` : `「${e.text}」`}：${states[e.state] ?? e.state}${because(e)}`,
  broadcast: (e) => `推播「${e.name}」：${states[e.outcome] ?? e.outcome}`,
  effect: (e) => `沒有傳送「${e.trigger}」：${e.reason}`,
  feedback: (e) =>
    [
      e.rating === null ? '' : '★'.repeat(e.rating),
      e.words ? `「${e.words}」` : e.rating === null ? '寫了來店感想' : '',
      e.store ?? '',
    ]
      .filter(Boolean)
      .join(' '),
  ticket: (e) => `向店家提問（${e.ref}）`,
  answer: (e) => `已回覆（${e.ref}）${e.staff ? `，${e.staff}` : ''}${e.note ? `：${e.note}` : ''}`,
  survey: (e) =>
    [`回答了為什麼比較少來`, e.reason ?? '', e.wish ?? '', e.words ? `「${e.words}」` : ''].filter(Boolean).join(' · '),
  idea: (e) =>
    [`提了一則點子 ${e.ref}`, ...(e.tags ?? []).map((tag) => `#${tag}`), e.words ? `「${e.words}」` : '']
      .filter(Boolean)
      .join(' · '),
});

const about: Record<string, string> = {
  receipt: '使用明細',
  undone: '取消核銷通知',
  expiring: '到期提醒',
  birthday: '生日祝福',
  trigger: '自動訊息',
  survey: '關心近況的問卷',
  compensation: '致歉',
  'ticket-answer': '客服回覆',
  'ticket-closed': '客服回覆',
};

const fields: Record<string, string> = { name: '稱呼', birthday: '生日', phone: '電話號碼' };

const states: Record<string, string> = {
  sent: '已傳送',
  waiting: '等待傳送',
  unreachable: '沒傳到，聯絡不到',
  failed: '沒傳到，平台拒絕',
  refused: '沒傳到，平台拒絕',
  unknown: '可能已傳送，平台沒有回應',
  skipped: '沒有傳送',
  'opted-out': '沒有傳送，不接收優惠',
  holdout: '沒有傳送，留作對照',
  capped: '沒有傳送，最近收到的已經夠多',
  stopped: '沒有傳送，已停止',
};
const reasons: Record<string, string> = {
  'too late': '太晚了',
  'opted out': '不接收優惠',
  'monthly-limit': '本月可傳的訊息已用完',
};

function because({ state, reason }: { state: string; reason: string | null }): string {
  const why = reason && (reasons[reason] ?? (state === 'skipped' ? reason : ''));
  return (state === 'skipped' || state === 'waiting') && why ? `，${why}` : '';
}

function points(f: Format, count: number): string {
  return `${count > 0 ? '+' : '−'}${f.number(Math.abs(count))} 點`;
}
