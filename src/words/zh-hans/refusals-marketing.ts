import type { Format } from '../format.ts';
import type { Words } from '../index.ts';

type Refusals = Pick<Words['refusals'], 'limit-too-low' | 'revoke-reason-needed'>;

export const marketingRefusals = (f: Format): Refusals => ({
  'limit-too-low': (facts) =>
    `这比已经用掉的还少。请设成 ${facts.what === 'budgetMinor' ? f.money(facts.least) : f.number(facts.least)} 以上；想现在就不让人领，请停止领取。`,
  'revoke-reason-needed': () => `收回优惠券需要原因。请发送原因。`,
});
