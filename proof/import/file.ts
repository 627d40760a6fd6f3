import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';

/** What the rows of a file come to, reckoned while it is written. */
export interface Sums {
  rows: number;
  orders: number;
  minor: number;
  customers: number;
}

const PRODUCTS = ['拿鐵', '美式', '紅茶', '草莓蛋糕, 一片', '可頌'];
const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(2025, 0, 1);

const HEADER = 'order_no,date,phone,name,product,category,quantity,line_amount\n';

/** A file without a row. */
export async function emptyFile(path: string): Promise<string> {
  await writeFile(path, HEADER);
  return path;
}

/** Writes so many rows of orders of one to three products; every twentieth order meets somebody new. */
export async function writeOrders(path: string, rows: number): Promise<Sums> {
  const file = createWriteStream(path);
  const sums = { rows: 0, orders: 0, minor: 0, customers: 0 };
  file.write(HEADER);
  const people = new Set<number>();
  while (sums.rows < rows) {
    const no = sums.orders++;
    const person = Math.floor(no / 20) + (no % 7) * 1000;
    people.add(person);
    const at = new Date(EPOCH + Math.floor((no * 400 * DAY_MS) / rows)).toISOString();
    let text = '';
    for (let line = 0; line <= no % 3 && sums.rows < rows; line++) {
      const minor = 4000 + ((no * 7 + line * 13) % 90) * 100;
      text += `X${no},${at},+8869${String(10_000_000 + person)},客${person},"${PRODUCTS[(no + line) % 5]}",drinks,1,${minor / 100}\n`;
      sums.rows++;
      sums.minor += minor;
    }
    if (!file.write(text)) await once(file, 'drain');
  }
  sums.customers = people.size;
  file.end();
  await finished(file);
  return sums;
}
