import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endSessionsOf } from '../../src/console/end-sessions.ts';
import { recordPurchase } from '../../src/purchases/record.ts';
import { readRule } from '../../src/segments/read-rule.ts';
import { languages, wordsFor } from '../../src/words/index.ts';
import { operator } from '../api/api-shop.ts';
import { seriousFindings } from '../pages/findings.ts';
import { HOSTILE } from '../pages/hostile.ts';
import { type Browser, buildPages, canLook, openBrowser, openPage, shoot } from '../pages/look.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

const words = wordsFor({ name: 'Antler', zone: 'Asia/Taipei', currency: 'TWD' });

test('every rule that the console offers as an example can be read, in each language', () => {
  for (const language of languages) {
    const { examples, placeholder } = words(language).web.console.segments;
    for (const [rule] of [...examples, [placeholder]]) expect(() => readRule(rule!, 'TWD')).not.toThrow();
  }
});

describe.skipIf(!canLook)('A marketer at a desk', { timeout: 60_000 }, () => {
  let shop: ConsoleShop;
  let browser: Browser;
  beforeAll(async () => {
    shop = await openConsoleShop({ pagesFolder: await buildPages() });
    const mali = await shop.person('Mali');
    await shop.run((tx) =>
      recordPurchase(tx, operator, {
        ...{ who: { customerId: mali }, source: 'pos', orderNo: '1', amountMinor: 32_000 },
        lines: [{ product: 'Latte', category: 'coffee', quantity: 3, amountMinor: 32_000 }],
      }),
    );
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  test('signs in by a link once, writes a rule that is mended for her, sees who that is and why, saves it, and leaves', async () => {
    const ploy = await shop.staff('marketer', 'Ploy');
    const link = await shop.link(ploy);
    const { page, context, complaints } = await openPage(browser, { url: shop.url });
    await page.goto(link);
    await page.getByText('Signed in as Ploy · Marketer').waitFor();
    expect(page.url()).toBe(`${shop.url}/console`);
    await page.getByRole('link', { name: 'Segments' }).click();
    await page.getByText('There is no segment yet.').waitFor();
    await page.getByRole('link', { name: 'New segment' }).click();
    await page.getByLabel('Name').fill('Coffee lovers');
    await page.getByLabel('Who belongs to it').fill('cofee >= 1 and teir gold');
    await page.locator('mark', { hasText: 'teir' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save segment' }).isDisabled()).toBe(true);
    await shoot(page, 'console-segment-unreadable');
    await page.getByRole('button', { name: 'Write “tier”' }).click();
    await page.getByText('There is no tier called “gold”.').waitFor();
    await page.getByLabel('Who belongs to it').fill('cofee >= 1');
    await page.getByText('“cofee” was never bought. Did you mean “coffee”?').waitFor();
    await page.getByLabel('Who belongs to it').fill('coffee >= 3 in 60 days');
    await page.getByText('1 person now.').waitFor();
    await page.getByText('3 × coffee in 60 days', { exact: false }).waitFor();
    await page.getByText('M***').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save segment' }).click();
    await page.getByText('“Coffee lovers” is saved.').waitFor();
    const [{ rule }] = await shop.query('select rule from segment');
    expect(rule).toEqual(readRule('coffee >= 3 in 60 days', 'TWD'));
    await page.getByRole('combobox').selectOption('zh-hant');
    await page.reload();
    await page.getByText('目前有 1 人符合。').waitFor();
    await page.getByText('60 天內買了 3 份 coffee').waitFor();
    const taken = page.waitForEvent('download');
    await page.getByRole('link', { name: '把名單下載成表格' }).click();
    expect((await taken).suggestedFilename()).toBe('segment-2026-11-23.csv');
    await page.getByRole('button', { name: '停用' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '停用' }).click();
    await page.getByText('已停用「Coffee lovers」。').waitFor();
    await page.getByRole('button', { name: '登出' }).click();
    await page.getByText('您尚未登入').waitFor();
    await page.goto(link);
    await page.getByText('這個連結打不開管理頁面。').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('opens a newer link in the same tab, and sees what people wrote as text, and nothing any more once she is out', async () => {
    const name = `</script><script>alert(1)</script><!--<script>\u2028$&`;
    const ploy = await shop.staff('marketer', name);
    const { page, context, complaints } = await openPage(browser, { url: shop.url });
    await page.goto('/console');
    await page.getByText('You are not signed in').first().waitFor();
    const link = await shop.link(ploy);
    await page.evaluate((to) => {
      location.href = to;
    }, link);
    await page.getByText('</script><script>alert(1)</script><!--<script> $& · Marketer').waitFor();
    expect(page.url()).toBe(`${shop.url}/console`);
    const cookie = (await context.cookies()).map((one) => `${one.name}=${one.value}`).join('; ');
    for (const [n, text] of HOSTILE.slice(0, 12).entries()) {
      await shop.ask(cookie, 'POST /segments', {
        name: `${n}${text}`.slice(0, 60),
        rule: `"${text.replaceAll('"', '')}" >= 3`,
      });
    }
    await page.goto('/console/segments');
    await page.getByText('0<script>alert(1)</script>').click();
    await page.getByLabel('Who belongs to it').waitFor();
    await shop.run((tx) => endSessionsOf(tx, ploy.id));
    // As a browser does that shows a page as it was left.
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await page.getByText('You are not signed in').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
