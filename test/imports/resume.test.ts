import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportShop, openImportShop } from './import-shop.ts';

let shop: ImportShop;
beforeAll(async () => {
  shop = await openImportShop();
});
afterAll(() => shop?.close());

const ROWS = 2_400;
const header = 'order_no,date,phone,amount,product\n';
/** Orders of two rows each; those of which the number ends in 99 are wrong. */
const file =
  header +
  Array.from({ length: ROWS / 2 }, (_, at) => {
    const row = `K${at},${at % 100 === 99 ? '03/04/2026' : '2026-03-08'},09${10_000_000 + (at % 40)}`;
    return `${row},60,tea\n${row},${40 + (at % 7)},cake\n`;
  }).join('');

const bad = ROWS / 100;
const sums = () =>
  shop.sql(
    `select (select count(*) from purchase)::int as orders, (select sum(amount_minor) from purchase)::int as minor,
       (select count(*) from purchase_line)::int as lines, (select count(*) from customer)::int as customers,
       (select sum(spent_minor) from customer_stats)::int as spent, (select count(*) from import_error)::int as errors`,
  );

/** Runs the command in a process of its own, and kills it when the first batch is written. */
async function killed(): Promise<void> {
  const root = new URL('../..', import.meta.url).pathname;
  // biome-ignore lint/style/noProcessEnv: handed on as it is
  const env = { PATH: process.env.PATH, ...shop.environment, INIT_CWD: shop.folder };
  const args = ['--import', 'tsx', 'src/main.ts', 'import', 'purchases', 'orders.csv', '--source', 'pos'];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'ignore' });
  const gone = new Promise((resolve) => child.on('close', resolve));
  let over = false;
  void gone.then(() => {
    over = true;
  });
  while (!over) {
    if ((await shop.sql('select 1 from import where position > 1000')).length > 0) child.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('an import that was killed goes on where it was, and doubles and loses nothing', { timeout: 60_000 }, async () => {
  shop.write('orders.csv', file);
  // A batch takes long enough to be killed in the next one.
  await shop.sql(
    `create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return null; end $$`,
  );
  await shop.sql('create trigger wait after insert on purchase for each statement execute function wait()');
  await killed();
  const [middle] = await shop.sql(`select state, (counts->>'rows')::int as rows, position::int, holder from import`);
  expect(middle).toMatchObject({ state: 'running', rows: 2000 });
  expect((await sums())[0].orders).toBe(990);

  const done = await shop.run(
    'import',
    'purchases',
    'orders.csv',
    '--source',
    'pos',
    '--errors',
    'errors.csv',
    '--json',
  );
  expect(done.err).toContain('An earlier run got as far as 2,000 rows; going on from there.');
  const orders = (ROWS - bad) / 2;
  const counts = { rows: ROWS, taken: orders, again: 0, refused: bad, customersNew: 40 };
  expect(done.json()).toMatchObject(counts);
  const [all] = await sums();
  expect(all).toEqual({
    orders,
    lines: ROWS - bad,
    customers: 40,
    errors: bad,
    minor: done.json().amountMinor,
    spent: all.minor,
  });
  // Also rows that were refused before it was killed are in the file.
  const told = readFileSync(shop.path('errors.csv'), 'utf8').trim().split('\r\n');
  expect(told).toHaveLength(1 + bad);
  expect(told[1]).toMatch(/^200,date,/);

  expect((await shop.run('import', 'purchases', 'orders.csv', '--source', 'pos', '--json')).json()).toMatchObject({
    taken: 0,
    again: orders,
    refused: bad,
  });
  expect((await sums())[0]).toMatchObject({ orders, customers: 40, spent: all.spent });
});

test('of two who bring in one file at once the earlier one leaves it to the later', async () => {
  shop.write('twice.csv', file.replaceAll('\nK', '\nT'));
  const command = ['import', 'purchases', 'twice.csv', '--source', 'pos', '--json'];
  const both = await Promise.all([shop.run(...command), shop.run(...command)]);
  const left = both.filter(({ exit, err }) => exit === 1 && err.includes('import-taken-over'));
  const done = both.filter(({ out }) => out.includes(`"refused":${bad}`));
  expect([left.length, done.length]).toEqual([1, 1]);
  expect(await shop.sql(`select count(*)::int as n from purchase where order_no like 'T%'`)).toEqual([
    { n: (ROWS - bad) / 2 },
  ]);
});

test('an order with too many rows is refused whole, also where a batch ends within it', async () => {
  const rows = (no: string, count: number) => `${no},2026-03-08,0912345678,5,tea\n`.repeat(count);
  shop.write('long.csv', header + rows('L1', 10) + rows('L2', 4_600) + rows('L3', 1));
  const done = (
    await shop.run('import', 'purchases', 'long.csv', '--source', 'pos', '--map', 'line_amount=amount', '--json')
  ).json();
  expect(done).toMatchObject({ rows: 4611, taken: 2, refused: 4600 });
  expect(await shop.sql(`select order_no as no from purchase where order_no like 'L%' order by 1`)).toEqual([
    { no: 'L1' },
    { no: 'L3' },
  ]);
});
