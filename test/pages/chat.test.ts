import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spellCode } from '../../src/lib/codes.ts';
import { seriousFindings } from './findings.ts';
import { type Browser, buildPages, canLook, DESK, openBrowser, openPage, PHONE, shoot } from './look.ts';
import { oneOfEverything } from './script.ts';
import { openStand, type Stand, someCoupon } from './stand.ts';

const LANGUAGES = [
  { locale: 'en-GB', tag: 'en', begin: 'Start', drops: 'Drops', write: 'Message', copy: 'Copy code' },
  { locale: 'zh-TW', tag: 'zh-Hant', begin: '開始', drops: '最新優惠', write: '訊息', copy: '複製代碼' },
  { locale: 'zh-CN', tag: 'zh-Hans', begin: '开始', drops: '最新优惠', write: '消息', copy: '复制代码' },
];
const SIZES = { phone: PHONE, desk: DESK };

describe.skipIf(!canLook)('the web chat', { timeout: 60_000 }, () => {
  let stand: Stand;
  let browser: Browser;
  beforeAll(async () => {
    const pagesFolder = await buildPages();
    let card = { token: '', text: '' };
    stand = await openStand({
      pagesFolder,
      demo: true,
      script: (text, from) => oneOfEverything(() => card)(text, from),
    });
    const { token, code } = someCoupon(stand.app);
    card = { token, text: spellCode(code) };
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stand?.close();
  });

  for (const { locale, tag, ...words } of LANGUAGES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      test(`a visitor claims a coupon in ${tag} at the size of a ${size}`, async () => {
        const { context, page, complaints } = await openPage(browser, { locale, viewport, url: stand.url });
        await page.goto('/chat?as=visitor');
        expect(await page.locator('html').getAttribute('lang')).toBe(tag);
        await page.getByRole('button', { name: words.begin, exact: true }).waitFor();
        await shoot(page, `chat-${tag}-${size}-1-empty`);
        expect(await seriousFindings(page)).toEqual([]);
        await page.getByRole('button', { name: words.begin, exact: true }).click();
        await page.getByRole('button', { name: 'Agree' }).waitFor();
        await page.getByRole('button', { name: words.drops }).click();
        await page.getByRole('button', { name: 'Claim' }).waitFor();
        await shoot(page, `chat-${tag}-${size}-2-drops`);
        await page.getByRole('button', { name: 'Claim' }).click();
        await page.getByRole('button', { name: words.copy }).waitFor();
        await page.waitForTimeout(200);
        await shoot(page, `chat-${tag}-${size}-3-claimed`);
        await page.getByRole('textbox', { name: words.write }).fill('謝謝 👍');
        await page.keyboard.press('Enter');
        await page.getByText('I do not know “謝謝 👍”.').waitFor();
        await shoot(page, `chat-${tag}-${size}-4-thanks`);
        expect(await seriousFindings(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await context.close();
      });
    }
  }
});
