import type { importFigures as english } from '../en/import-figures.ts';
import type { Format } from '../format.ts';

export const importFigures = (f: Format): ReturnType<typeof english> => {
  const came = (dry: boolean) => (dry ? '会导入' : '已导入');
  const sum = (money: number | null) => (money === null ? '' : `，共 ${f.money(money)}`);
  return {
    rows: (n) => `读了 ${f.number(n)} 行。`,
    taken: {
      purchases: (n, money, dry) => `${came(dry)} ${f.number(n)} 笔订单${sum(money)}。`,
      refunds: (n, money, dry) => `${came(dry)} ${f.number(n)} 笔退款${sum(money)}。`,
      customers: (n, _money, dry) => `${came(dry)} ${f.number(n)} 位顾客，或补上缺的资料。`,
      list: (n, _money, dry) => `${dry ? '会加入' : '已加入'}名单 ${f.number(n)} 人。`,
    },
    again: (n) => `${f.number(n)} 笔本来就有，内容也一样。`,
    customersNew: (n, dry) => `${dry ? '会新增' : '新增了'} ${f.number(n)} 位顾客。`,
    customersKnown: (n) => `${f.number(n)} 位是已有的顾客。`,
    refused: (n) => `${f.number(n)} 行没有导入，原因列在下方。`,
  };
};
