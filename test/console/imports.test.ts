import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { workOffFiles } from '../../src/imports/work-off-files.ts';
import { endStaff } from '../../src/staff/end-staff.ts';
import { operator } from '../api/api-shop.ts';
import { seriousFindings } from '../pages/findings.ts';
import { type Browser, buildPages, canLook, openBrowser, openPage, shoot } from '../pages/look.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

const FILE = 'order_no,date,phone,name,amount\nZ1,2026-03-08,0912345678,Mali,65\nZ2,03/04/2026,0912345678,,65\n';

describe('A file over the API with a session', () => {
  let shop: ConsoleShop;
  beforeAll(async () => {
    shop = await openConsoleShop();
  });
  afterAll(() => shop?.close());
  const csv = { 'content-type': 'text/csv', 'idempotency-key': undefined };

  test('comes in for its owner, told in their language; its wrong rows are a table to mend', async () => {
    const som = await shop.signIn(await shop.staff('owner', 'Som'));
    const zh = { ...csv, 'accept-language': 'zh-TW' };
    const sent = await shop.ask(som, 'POST /imports/purchases?source=pos&name=till.csv', FILE, zh);
    expect(sent).toMatchObject({ status: 201, body: { state: 'running', name: 'till.csv' } });
    while (await workOffFiles(shop.app));
    const told = (await shop.ask(som, `GET /imports/${sent.body.id}`, undefined, { 'accept-language': 'zh-TW' })).body;
    expect(told).toMatchObject({ state: 'done', problem: null });
    expect(told.lines).toEqual([
      '讀了 2 列。',
      '已匯入 1 筆訂單，共 NT$65。',
      '新增了 1 位顧客。',
      '1 列沒有匯入，原因列在下方。',
    ]);
    expect((await shop.ask(som, 'GET /imports')).body.imports).toMatchObject([{ id: sent.body.id, state: 'done' }]);
    const table = await shop.ask(som, `GET /imports/${sent.body.id}/errors/csv?language=en`);
    expect(table.headers.get('content-disposition')).toBe('attachment; filename=errors.csv');
    expect(table.body).toBe(
      'error line,error column,error,what to do,order_no,date,phone,name,amount\r\n' +
        '3,date,Day and month cannot be told apart.,"Write 2026-03-08, or say whether dates are dmy or mdy.",Z2,03/04/2026,0912345678,,65\r\n',
    );
  });

  test('is not brought in for one who has left meanwhile, nor taken from a role that may not', async () => {
    const ann = await shop.signIn(await shop.staff('owner', 'Ann'));
    const bo = await shop.staff('owner', 'Bo');
    const cookie = await shop.signIn(bo);
    const sent = await shop.ask(cookie, 'POST /imports/customers', 'phone,name\n0912000111,Left\n', csv);
    expect(sent.status).toBe(201);
    await shop.run((tx) => endStaff(tx, operator, bo.id));
    while (await workOffFiles(shop.app));
    const [row] = await shop.query('select state, reason from import where id = $1', [sent.body.id]);
    expect(row).toMatchObject({ state: 'failed', reason: { code: 'not-allowed' } });
    // Who reads it on a page has no request to correct.
    const { problem, when } = (await shop.ask(ann, `GET /imports/${sent.body.id}`)).body;
    expect(problem).toEqual({
      code: 'not-allowed',
      sentence: 'Your role may not do that.',
      remedy: 'Ask an owner.',
    });
    expect(when).toMatch(/^23 November \d\d:\d\d$/);
    expect(await shop.query(`select 1 from customer where name = 'Left'`)).toEqual([]);
    for (const role of ['marketer', 'manager'] as const) {
      const other = await shop.signIn(await shop.staff(role, role));
      expect((await shop.ask(other, 'POST /imports/customers', FILE, csv)).body.code).toBe('console-not-here');
      expect((await shop.ask(other, 'GET /imports')).body.code).toBe('console-not-here');
    }
    const cross = { ...csv, 'sec-fetch-site': 'cross-site' };
    const som = await shop.signIn(await shop.staff('owner', 'Som'));
    expect((await shop.ask(som, 'POST /imports/customers', FILE, cross)).body.code).toBe('other-site');
  });
});

describe.skipIf(!canLook)('An owner at a desk', { timeout: 60_000 }, () => {
  let shop: ConsoleShop;
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), 'quanbot-console-'));
  beforeAll(async () => {
    shop = await openConsoleShop({ pagesFolder: await buildPages() });
    browser = await openBrowser();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await browser?.close();
    await shop?.close();
  });

  test('looks at a file, is told what is wrong with it, says what was meant, and brings it in', async () => {
    const file = join(folder, 'till.csv');
    writeFileSync(file, FILE);
    // As the job does: one moment after the other.
    let open = true;
    const work = (async () => {
      while (open) if (!(await workOffFiles(shop.app))) await sleep(100);
    })();
    const som = await shop.staff('owner', 'Som');
    const { page, context, complaints } = await openPage(browser, { url: shop.url });
    await page.goto(await shop.link(som));
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByText('No file has come in yet.').waitFor();
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByText('Give the source, such as pos').waitFor();
    await page.getByLabel('System that the order numbers come from').fill('pos');
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByText('Looked at; nothing was written yet.').waitFor();
    await page.getByText('1 order would come in, NT$65 in all.').waitFor();
    await page.getByText('Orders · done · only looked at', { exact: false }).waitFor();
    await page.getByText('Day and month cannot be told apart.').waitFor();
    await shoot(page, 'console-import-looked');
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.getByText('If something cannot be told').click();
    await page.getByLabel('03/04/2026 means').selectOption('mdy');
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await page.getByText('2 orders would come in, NT$130 in all.').waitFor();
    expect(await shop.query('select 1 from purchase')).toEqual([]);
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await page.getByText('It is in.').waitFor();
    expect(await shop.query('select order_no from purchase order by 1')).toEqual([
      { order_no: 'Z1' },
      { order_no: 'Z2' },
    ]);
    await page.getByRole('link', { name: 'till.csv' }).first().click();
    await page.getByText('2 orders came in, NT$130 in all.').waitFor();
    open = false;
    await work;
    expect(complaints).toEqual([]);
    await context.close();
  });
});
