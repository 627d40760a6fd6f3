import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

const people = (f: Format, count: number) => `${f.number(count)} 人`;

export const approvals = (f: Format): Words['approvals'] => ({
  cost: (minor) => `就算人数再多一成，最多也只会花到 ${f.money(minor)}。`,
  again: () => `上次请您批准之后，有些内容变了：`,
  other: () => `您回应的是之前的内容，所以这次没有批准。目前等待批准的是：`,
  waitsAgain: () => `还没有发出：内容有变，需要另一位同事再同意一次。`,
  change: ({ what, was = 0, is }) => {
    if (what === 'people') return `• 通知人数从 ${people(f, was)}变成 ${people(f, is ?? 0)}`;
    if (what === 'cost')
      return is === null || is === undefined
        ? `• 花费不再有上限，原来最多 ${f.money(was)}`
        : `• 最高花费从 ${f.money(was)} 变成 ${f.money(is)}`;
    if (what === 'who') return `• 通知对象的条件改了`;
    return what === 'terms' ? `• 活动的内容改了` : `• 顾客看到的内容改了`;
  },
  notBegun: (why) =>
    ({
      'the campaign ended': `这次群发没有发出：时间还没到，活动就结束了。`,
      'all gone': `这次群发没有发出：优惠已经领完了。`,
      'not approved': `这次群发没有发出：7 天内没有人批准。`,
    })[why] ?? `这次群发没有发出：已超过预定时间 6 小时以上。如果还需要，请重新群发。`,
  ended: (count) => `要给他们的活动已经结束，这次不会通知：${people(f, count)}`,
});
