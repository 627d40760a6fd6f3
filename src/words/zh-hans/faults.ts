import type { faultRefusals as english } from '../en/faults.ts';
import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

export const faults = (f: Format): Words['faults'] => ({
  which: () => `主要是哪方面呢？点一下，或直接打字告诉我们。`,
  rules: '规则不清楚',
  using: '使用太麻烦',
  goods: '商品',
  service: '服务态度',
  waiting: '等太久',
  title: () => `不满意的原因`,
  of: (campaign, count) => `${campaign} ${f.number(count)} 次`,
  line: (fault, count, campaigns) => `${fault}：${f.number(count)} 次${campaigns ? `（${campaigns}）` : ''}`,
});

export const faultRefusals = (): ReturnType<typeof english> => ({
  'fault-unrated': () => `三星及以下才需要选原因。有其他事，请用 /ask 告诉我们。`,
});
