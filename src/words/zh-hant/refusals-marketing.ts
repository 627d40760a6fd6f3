import type { Format } from '../format.ts';
import type { Words } from '../index.ts';

type Refusals = Pick<Words['refusals'], 'limit-too-low' | 'revoke-reason-needed'>;

export const marketingRefusals = (f: Format): Refusals => ({
  'limit-too-low': (facts) =>
    `這比已經用掉的還少。請設成 ${facts.what === 'budgetMinor' ? f.money(facts.least) : f.number(facts.least)} 以上；想現在就不讓人領，請停止領取。`,
  'revoke-reason-needed': () => `收回優惠券需要原因。請傳原因。`,
});
