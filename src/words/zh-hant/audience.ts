import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

const people = (f: Format, count: number) => `${f.number(count)} 人`;

export const audience = (f: Format): Words['audience'] => ({
  unknown: {
    name: () => `朋友`,
    points: () => `0`,
    tier: () => `會員`,
  },
  points: (count) => f.number(count),
  approveAsked: (count) => `這次推播會通知 ${people(f, count)}，需要另一位同事同意。請先看過內容再核准。`,
  approve: () => `核准`,
  look: () => `看內容`,
  paused: () => `已暫停：繼續之前不會再送出。`,
  pause: () => `暫停`,
  resume: () => `繼續`,
  holdout: (count) => `刻意不通知（對照組）：${people(f, count)}`,
  capped: (count) => `最近已收到夠多訊息，這次不通知：${people(f, count)}`,
});

type Refusals = Pick<Words['refusals'], 'blank-unknown' | 'text-too-long' | 'approval-own'>;

export const audienceRefusals = (f: Format): Refusals => ({
  'blank-unknown': (facts) =>
    `「${facts.blank}」無法代入。可以使用 ${f.list(facts.known, 'and')}；寫成 {name|貴賓}，沒有名字的人就會看到「貴賓」。`,
  'text-too-long': (facts) => `太長了，最多 ${f.number(facts.most)} 個字。`,
  'approval-own': () => `要由另一個人核准：老闆或其他行銷人員。`,
});
