import type { importFigures as english } from '../en/import-figures.ts';
import type { Format } from '../format.ts';

export const importFigures = (f: Format): ReturnType<typeof english> => {
  const came = (dry: boolean) => (dry ? '會匯入' : '已匯入');
  const sum = (money: number | null) => (money === null ? '' : `，共 ${f.money(money)}`);
  return {
    rows: (n) => `讀了 ${f.number(n)} 列。`,
    taken: {
      purchases: (n, money, dry) => `${came(dry)} ${f.number(n)} 筆訂單${sum(money)}。`,
      refunds: (n, money, dry) => `${came(dry)} ${f.number(n)} 筆退款${sum(money)}。`,
      customers: (n, _money, dry) => `${came(dry)} ${f.number(n)} 位顧客，或補上缺的資料。`,
      list: (n, _money, dry) => `${dry ? '會加入' : '已加入'}名單 ${f.number(n)} 人。`,
    },
    again: (n) => `${f.number(n)} 筆本來就有，內容也一樣。`,
    customersNew: (n, dry) => `${dry ? '會新增' : '新增了'} ${f.number(n)} 位顧客。`,
    customersKnown: (n) => `${f.number(n)} 位是已有的顧客。`,
    refused: (n) => `${f.number(n)} 列沒有匯入，原因列在下方。`,
  };
};
