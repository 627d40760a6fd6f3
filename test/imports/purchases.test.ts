import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encoded } from './csv.ts';
import { type ImportShop, openImportShop } from './import-shop.ts';

let shop: ImportShop;
beforeAll(async () => {
  shop = await openImportShop();
  await shop.run('store', 'add', '台北店');
});
afterAll(() => shop?.close());

const orders = () =>
  shop.sql(
    `select source, order_no as no, amount_minor::int as minor, points::int, c.name, s.name as store, p.at, p.channel
     from purchase p join customer c on c.id = p.customer_id left join store s on s.id = p.store_id order by p.at, order_no`,
  );
const lines = (no: string) =>
  shop.sql(
    `select product, category, quantity, l.amount_minor::int as minor from purchase_line l join purchase p on p.id = purchase_id
     where order_no = $1 order by position`,
    [no],
  );

test('orders of several rows come from a Big5 file with their customers, and again change nothing', async () => {
  const text =
    '訂單編號,訂單時間,門市,電話,姓名,品項,類別,數量,小計\r\n' +
    'A1,2026/03/08 14:05,台北店,0912345678,陳淑芬,拿鐵,咖啡,2,NT$240\r\n' +
    'A1,,,,,"蛋糕, 草莓",甜點,1,80\r\n' +
    'A2,2026/03/09 09:00,台北,0912345678,,美式,咖啡,1,60\r\n' +
    'A3,115/3/10,,0922333444,黃志豪,紅茶,茶,1,"1,035"\r\n';
  shop.write('march.csv', encoded(text, 'big5'));
  const dry = await shop.run('import', 'purchases', 'march.csv', '--source', 'pos', '--dry-run');
  expect(dry.err).toContain('big5 (as far as we can tell), 9 columns');
  expect(dry.out).toBe(
    '4 rows: 3 orders would be taken, NT$1,415, 0 here already, 0 rows refused, new customers: 2, known customers: 0.\nNothing was written.\n',
  );
  expect(await shop.sql('select 1 from customer union all select 1 from import')).toEqual([]);

  const done = await shop.run('import', 'purchases', 'march.csv', '--source', 'pos', '--json');
  expect(done.json()).toMatchObject({ rows: 4, taken: 3, again: 0, refused: 0, amountMinor: 141_500, customersNew: 2 });
  expect(await orders()).toEqual([
    {
      source: 'pos',
      no: 'A1',
      minor: 32_000,
      points: 0,
      name: '陳淑芬',
      store: '台北店',
      at: new Date('2026-03-08T06:05:00Z'),
      channel: null,
    },
    {
      source: 'pos',
      no: 'A2',
      minor: 6000,
      points: 0,
      name: '陳淑芬',
      store: '台北店',
      at: new Date('2026-03-09T01:00:00Z'),
      channel: null,
    },
    {
      source: 'pos',
      no: 'A3',
      minor: 103_500,
      points: 0,
      name: '黃志豪',
      store: null,
      at: new Date('2026-03-10T04:00:00Z'),
      channel: null,
    },
  ]);
  expect(await lines('A1')).toEqual([
    { product: '拿鐵', category: '咖啡', quantity: 2, minor: 24_000 },
    { product: '蛋糕, 草莓', category: '甜點', quantity: 1, minor: 8000 },
  ]);
  const figures = await shop.sql(
    `select purchases, spent_minor::int as spent, categories from customer_stats s join customer c on c.id = customer_id order by c.name`,
  );
  expect(figures).toContainEqual({ purchases: 2, spent: 38_000, categories: ['咖啡', '甜點'] });

  const again = await shop.run('import', 'purchases', 'march.csv', '--source', 'pos', '--json');
  expect(again.json()).toMatchObject({ taken: 0, again: 3, refused: 0, customersNew: 0 });
  expect(await orders()).toHaveLength(3);
  const dryAgain = await shop.run('import', 'purchases', 'march.csv', '--source', 'pos', '--dry-run', '--json');
  expect(dryAgain.json()).toMatchObject({ taken: 0, again: 3, customersNew: 0 });
});

test('good rows are taken, and the others come back in a file that can be mended and brought in', async () => {
  const header = 'order_no,date,phone,amount,product\n';
  shop.write(
    'april.csv',
    `${header}B1,2026-04-01,0912345678,65,tea\nB2,03/04/2026,0912345678,65,tea\nB3,2026-04-01,0912345678,-5,tea\nB4,2026-04-01,0912345678,"65,tea\n` +
      `B5,2026-04-01,0912345678,1,200,tea\nB6,2026-04-01,0912345678,70,tea\nB6,2026-04-01,0912345678,,cake\nB7,2026-04-01,Ms Chen,70,=HYPERLINK()\nB8,2026-04-01,0933000111,70,"=1+1"\n`,
  );
  const done = await shop.run('import', 'purchases', 'april.csv', '--source', 'pos', '--errors', 'errors.csv');
  expect(done.exit).toBe(1);
  expect(done.out).toContain('9 rows: 2 orders taken, NT$135, 0 here already, 7 rows refused, new customers: 1.');
  expect(done.out).toContain('line 5: 引號有開頭，沒有結尾。');
  expect(await shop.sql(`select order_no from purchase where order_no like 'B%' order by 1`)).toEqual([
    { order_no: 'B1' },
    { order_no: 'B8' },
  ]);

  const told = readFileSync(shop.path('errors.csv'), 'utf8').split('\r\n');
  expect(told[0]).toBe('\ufefferror line,error column,error,what to do,order_no,date,phone,amount,product');
  expect(told[1]).toBe(
    '3,date,分不出月和日。,請寫成 2026-03-08，或指定日期順序 dmy 或 mdy。,B2,03/04/2026,0912345678,65,tea',
  );
  expect(told[2]).toBe("4,amount,訂單金額不能小於零。,退款請用退款匯入。,B3,2026-04-01,0912345678,'-5,tea");
  expect(told[5]).toContain('第 8 列有錯');
  expect(told[6]).toMatch(/^8,amount,這格是空的。/);
  expect(told[7]).toContain("'=HYPERLINK()");
  expect(told).toHaveLength(9);

  const mended = told
    .filter((line) => !/,B[3457],|,"B4/.test(line))
    .map((line) => line.replace('03/04/2026', '2026-04-03').replace('0912345678,,cake', '0912345678,30,cake'));
  shop.write('mended.csv', mended.join('\r\n'));
  expect((await shop.run('import', 'purchases', 'mended.csv', '--source', 'pos', '--json')).json()).toMatchObject({
    taken: 2,
    refused: 0,
  });
  expect(await lines('B6')).toEqual([
    { product: 'tea', category: null, quantity: 1, minor: 7000 },
    { product: 'cake', category: null, quantity: 1, minor: 3000 },
  ]);
});

test('an order is never changed: the same again is nothing new, another one is refused, in one file and over files', async () => {
  const header = 'order_no,date,member_no,total,product,line_amount\n';
  const [c1, c2] = ['C1,2026-05-01,M1,100,tea,60\nC1,2026-05-01,M1,100,cake,40\n', 'C2,2026-05-01,M2,50,tea,50\n'];
  shop.write('may.csv', header + c1 + c2 + c1 + c2.replaceAll('50', '55') + c1.replace('cake', 'pie'));
  const file = ['import', 'purchases', 'may.csv', '--source', 'web', '--json'];
  const counts = { taken: 2, again: 1, refused: 3, amountMinor: 15_000, customersNew: 2 };
  expect((await shop.run(...file, '--dry-run')).json()).toMatchObject(counts);
  expect((await shop.run(...file)).json()).toMatchObject(counts);
  expect((await shop.run(...file)).json()).toMatchObject({ taken: 0, again: 3, refused: 3 });
  shop.write('june.csv', header + c1.replaceAll('M1', 'M2') + c2.replaceAll('50', '55') + c1.replace('tea', 'milk'));
  const { errors } = (await shop.run('import', 'purchases', 'june.csv', '--source', 'web', '--json')).json();
  expect(errors.map(({ code }: { code: string }) => code)).toEqual([
    'order-of-other',
    'same-order',
    'order-other',
    'order-twice',
    'same-order',
  ]);
  expect(
    await shop.sql(`select count(*)::int as n, sum(amount_minor)::int as minor from purchase where source = 'web'`),
  ).toEqual([{ n: 2, minor: 15_000 }]);
});

test('a number that tills give anew each day is told apart by the day, in one file and over files; nothing of others is told', async () => {
  const header = 'order_no,date,member_no,amount,product\n';
  const two = '2,2026-05-01 08:30,M2,50,tea';
  const ones = ['1,2026-05-01 08:00,M1', '1,2026-05-02 08:00,M1', '1,2026-05-01 08:00,M2', '1,2026-05-01 08:00:30,M1'];
  shop.write('days.csv', `${header}${ones.map((one) => `${one},100,tea\n${two}\n`).join('')}`);
  const days = ['import', 'purchases', 'days.csv', '--source', 'daily', '--json'];
  const foretold = (await shop.run(...days, '--dry-run')).json();
  const taken = (await shop.run(...days)).json();
  for (const told of [foretold, taken]) {
    expect(told).toMatchObject({ taken: 2, again: 4, refused: 2, amountMinor: 15_000 });
    expect(told.errors.map(({ line, code }: { line: number; code: string }) => [line, code])).toEqual([
      [4, 'order-twice'],
      [6, 'order-twice'],
    ]);
  }
  shop.write(
    'next.csv',
    `${header}1,2026-05-02 08:00,M1,100,tea\n2,2026-05-01,M2,50,tea\n3,2026-05-01,M1,10,tea\n2,2026-05-01,NOBODY,50,tea\n`,
  );
  shop.write('other.csv', `${header}2,2026-05-01,STRANGER,77,tea\n`);
  const next = (await shop.run('import', 'purchases', 'next.csv', '--source', 'daily', '--json')).json();
  expect(next).toMatchObject({ taken: 1, again: 1, refused: 2 });
  expect(next.errors[0]).toMatchObject({
    line: 2,
    column: 'date',
    code: 'order-other-day',
    problem: expect.stringContaining('另一天'),
  });
  const other = (await shop.run('import', 'purchases', 'other.csv', '--source', 'daily', '--json')).json();
  expect(other.errors[0].code).toBe('order-of-other');
  expect(other.errors[0].problem + other.errors[0].remedy).not.toMatch(/\d/);
  shop.write('id.csv', `order_no,date,customer_id,amount\n2,2026-05-01,00000000-0000-7000-8000-000000000000,50\n`);
  const nobody = (await shop.run('import', 'purchases', 'id.csv', '--source', 'daily', '--json')).json();
  expect(nobody.errors).toMatchObject([{ code: 'who-unknown' }]);
});

test('amounts are never guessed: of equal ones in several rows nobody knows whose they are', async () => {
  shop.write(
    'guess.csv',
    'order_no,date,phone,amount,product\nD1,2026-05-01,0912345678,60,tea\nD1,2026-05-01,0912345678,60,cake\nD2,2026-05-01,0912345678,60,tea\nD2,2026-05-01,0912345678,40,cake\n',
  );
  const guess = ['import', 'purchases', 'guess.csv', '--source', 'till', '--json'];
  const first = (await shop.run(...guess)).json();
  expect(first).toMatchObject({ taken: 1, amountMinor: 10_000, refused: 2 });
  expect(first.errors[0].code).toBe('amount-two-ways');
  expect((await shop.run(...guess, '--map', 'total=amount')).json()).toMatchObject({ taken: 1, amountMinor: 6000 });
  expect(await lines('D1')).toEqual([]);
});

test('history gives no points unless it is asked to, and refunds that waited for it are counted', async () => {
  shop.write('refunds.csv', 'refund_no,order_no,amount,product\nR1,E1,-30,tea\nR2,E2,10,\nR3,C1,999,\n');
  const refunds = ['import', 'refunds', 'refunds.csv', '--source', 'shop', '--json'];
  expect((await shop.run(...refunds, '--dry-run')).json()).toMatchObject({
    taken: 3,
    refused: 0,
    amountMinor: 103_900,
  });
  expect((await shop.run(...refunds)).json()).toMatchObject({ taken: 3, again: 0 });
  shop.write('late.csv', 'order_no,date,phone,amount,product\nE1,2026-05-01,0955000111,100,tea\n');
  const late = ['import', 'purchases', 'late.csv', '--source', 'shop', '--points', '--json'];
  expect((await shop.run(...late)).json()).toMatchObject({ taken: 1 });
  const [order] = await shop.sql(
    `select p.points::int, refunded_minor::int as refunded, a.balance::int from purchase p join points_account a using (customer_id) where order_no = 'E1'`,
  );
  expect(order).toEqual({ points: 100, refunded: 3000, balance: 70 });
  expect((await shop.run(...refunds)).json()).toMatchObject({ taken: 0, again: 3 });
  shop.write('more.csv', 'refund_no,order_no,amount\nR1,E1,31\nR4,E1,71\nR5,E1,70\nR6,E1,1\nR2,E3,10\n');
  // A dry run counts what it would give back.
  const foretold = (await shop.run('import', 'refunds', 'more.csv', '--source', 'shop', '--dry-run', '--json')).json();
  const { errors, ...counts } = (await shop.run('import', 'refunds', 'more.csv', '--source', 'shop', '--json')).json();
  expect(counts).toMatchObject({ taken: 1, refused: 4, amountMinor: 7000 });
  expect(errors.map(({ code }: { code: string }) => code)).toEqual([
    'refund-other',
    'refund-beyond',
    'refund-beyond',
    'refund-other',
  ]);
  expect([foretold.taken, foretold.errors]).toEqual([counts.taken, errors]);
});

test('history is no news: its ids carry its own time, and those of the last days the time of the import', async () => {
  const recent = new Date(Date.now() - 3_600_000).toISOString();
  shop.write('news.csv', `order_no,date,phone,amount\nN1,2020-01-02 03:04,0966000111,10\nN2,${recent},0966000111,10\n`);
  await shop.run('import', 'purchases', 'news.csv', '--source', 'news');
  const rows = await shop.sql(
    `select order_no as no, ('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint as ms from purchase where source = 'news' order by 1`,
  );
  expect(Number(rows[0].ms)).toBe(Date.parse('2020-01-01T19:04:00Z'));
  expect(Number(rows[1].ms)).toBeGreaterThan(Date.parse(recent) + 3_000_000);
});
