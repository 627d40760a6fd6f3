import type { Format } from '../format.ts';

const some = (f: Format, n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${f.number(n)} ${many}`);

/** What came of a file. */
export const importFigures = (f: Format) => {
  const came = (dry: boolean) => (dry ? 'would come in' : 'came in');
  const sum = (money: number | null) => (money === null ? '' : `, ${f.money(money)} in all`);
  return {
    rows: (n: number) => `${some(f, n, 'row was', 'rows were')} read.`,
    taken: {
      purchases: (n: number, money: number | null, dry: boolean) =>
        `${some(f, n, 'order', 'orders')} ${came(dry)}${sum(money)}.`,
      refunds: (n: number, money: number | null, dry: boolean) =>
        `${some(f, n, 'refund', 'refunds')} ${came(dry)}${sum(money)}.`,
      customers: (n: number, _money: number | null, dry: boolean) =>
        `${some(f, n, 'customer', 'customers')} ${came(dry)}, or got something that was missing.`,
      list: (n: number, _money: number | null, dry: boolean) =>
        `${some(f, n, 'person', 'people')} ${dry ? 'would be' : 'were'} put on the list.`,
    },
    again: (n: number) => `${some(f, n, 'was', 'were')} here already, just like that.`,
    customersNew: (n: number, dry: boolean) =>
      `${some(f, n, 'customer', 'customers')} ${dry ? 'would be' : n === 1 ? 'is' : 'are'} new.`,
    customersKnown: (n: number) => `${some(f, n, 'customer is', 'customers are')} known.`,
    refused: (n: number) => `${some(f, n, 'row was', 'rows were')} not taken; below is why.`,
  };
};
