import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

type Refusals = Pick<Words['refusals'], 'limit-too-low' | 'nothing-to-tell' | 'revoke-reason-needed'>;

export const marketingRefusals = (f: Format): Refusals => ({
  'limit-too-low': (facts) =>
    `這比已經用掉的還少。請設成 ${facts.what === 'budgetMinor' ? `${f.money(facts.least)} ` : `${f.number(facts.least)} ${facts.what === 'giftStock' ? '份' : '張'}`}以上；想現在就不讓人領，請停止領取。`,
  'nothing-to-tell': (facts) =>
    `「${facts.name}」沒有人領得到：${{ stopped: '已經停止領取', over: '到時候已經過了領取期限', gone: '已經領完了' }[facts.why] ?? ''}。請先在 /campaigns 修改，再推播。`,
  'revoke-reason-needed': () => `收回優惠券需要原因。請傳原因。`,
});
