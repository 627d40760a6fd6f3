import type { faultRefusals as english } from '../en/faults.ts';
import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const faults = (f: Format): Words['faults'] => ({
  which: () => `主要是哪方面呢？點一下，或直接打字告訴我們。`,
  rules: '規則不清楚',
  using: '使用太麻煩',
  goods: '商品',
  service: '服務態度',
  waiting: '等太久',
  title: () => `不滿意的原因`,
  of: (campaign, count) => `${campaign} ${f.number(count)} 次`,
  line: (fault, count, campaigns) => `${fault}：${f.number(count)} 次${campaigns ? `（${campaigns}）` : ''}`,
});

export const faultRefusals = (): ReturnType<typeof english> => ({
  'fault-unrated': () => `三顆星以下才需要選原因。有其他事，請用 /ask 告訴我們。`,
});
