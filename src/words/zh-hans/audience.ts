import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

const people = (f: Format, count: number) => `${f.number(count)} 人`;

export const audience = (f: Format): Words['audience'] => ({
  unknown: {
    name: () => `朋友`,
    points: () => `0`,
    tier: () => `会员`,
  },
  points: (count) => f.number(count),
  approveAsked: (count) => `这次群发会通知 ${people(f, count)}，需要另一位同事同意。请先看过内容再批准。`,
  approve: () => `批准`,
  look: () => `看内容`,
  paused: () => `已暂停：继续之前不会再发出。`,
  pause: () => `暂停`,
  resume: () => `继续`,
  holdout: (count) => `特意不通知（对照组）：${people(f, count)}`,
  capped: (count) => `最近已收到足够多的消息，这次不通知：${people(f, count)}`,
});

type Refusals = Pick<Words['refusals'], 'blank-unknown' | 'text-too-long' | 'approval-own'>;

export const audienceRefusals = (f: Format): Refusals => ({
  'blank-unknown': (facts) =>
    `“${facts.blank}”无法代入。可以使用 ${f.list(facts.known, 'and')}；写成 {name|贵宾}，没有名字的人就会看到“贵宾”。`,
  'text-too-long': (facts) => `太长了，最多 ${f.number(facts.most)} 个字。`,
  'approval-own': () => `要由另一个人批准：老板或其他营销人员。`,
});
