import type { Format } from '../format.ts';
import type { Words } from '../words.ts';

const people = (f: Format, count: number) => `${f.number(count)} 人`;

export const approvals = (f: Format): Words['approvals'] => ({
  cost: (minor) => `就算人數再多一成，最多也只會花到 ${f.money(minor)}。`,
  again: () => `上次請您核准之後，有些內容變了：`,
  other: () => `您回應的是先前的內容，所以這次沒有核准。目前等待核准的是：`,
  waitsAgain: () => `還沒有送出：內容有變，需要另一位同事再同意一次。`,
  change: ({ what, was = 0, is }) => {
    if (what === 'people') return `• 通知人數從 ${people(f, was)}變成 ${people(f, is ?? 0)}`;
    if (what === 'cost')
      return is === null || is === undefined
        ? `• 花費不再有上限，原本最多 ${f.money(was)}`
        : `• 最高花費從 ${f.money(was)} 變成 ${f.money(is)}`;
    if (what === 'who') return `• 通知對象的條件改了`;
    return what === 'terms' ? `• 活動的內容改了` : `• 顧客看到的內容改了`;
  },
  notBegun: (why) =>
    ({
      'the campaign ended': `這次推播沒有送出：時間還沒到，活動就結束了。`,
      'all gone': `這次推播沒有送出：優惠已經領完了。`,
      'not approved': `這次推播沒有送出：7 天內沒有人核准。`,
    })[why] ?? `這次推播沒有送出：已超過預定時間 6 小時以上。如果還需要，請重新推播。`,
  ended: (count) => `要給他們的活動已經結束，這次不會通知：${people(f, count)}`,
});
