import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

type Refusals = Pick<Words['refusals'], 'limit-too-low' | 'nothing-to-tell' | 'revoke-reason-needed'>;

export const marketingRefusals = (f: Format): Refusals => ({
  'limit-too-low': (facts) =>
    `这比已经用掉的还少。请设成 ${facts.what === 'budgetMinor' ? `${f.money(facts.least)} ` : `${f.number(facts.least)} ${facts.what === 'giftStock' ? '份' : '张'}`}以上；想现在就不让人领，请停止领取。`,
  'nothing-to-tell': (facts) =>
    `没有人领得到“${facts.name}”：${{ stopped: '已经停止领取', over: '到时候已经过了领取期限', gone: '已经领完了' }[facts.why] ?? ''}。请先在 /campaigns 修改，再群发。`,
  'revoke-reason-needed': () => `收回优惠券需要原因。请发送原因。`,
});
