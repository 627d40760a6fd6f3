import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spellCode } from '../../src/lib/codes.ts';
import { seriousFindings } from './findings.ts';
import { type Browser, buildPages, canLook, DESK, openBrowser, openPage, PHONE, shoot } from './look.ts';
import { openStand, type Stand, someCoupon } from './stand.ts';

const LANGUAGES = { 'en-GB': 'en', 'zh-TW': 'zh-Hant', 'zh-CN': 'zh-Hans' };
const SIZES = { phone: PHONE, desk: DESK };

describe.skipIf(!canLook)('the quiet pages', { timeout: 60_000 }, () => {
  let stand: Stand;
  let browser: Browser;
  let token = '';
  let code = '';
  beforeAll(async () => {
    const links = async () => ({ telegram: 'quan_bot', line: 'https://line.me/R/ti/p/@quan' });
    stand = await openStand({ pagesFolder: await buildPages(), demo: true, links });
    ({ token, code } = someCoupon(stand.app));
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stand?.close();
  });

  for (const [locale, tag] of Object.entries(LANGUAGES)) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      test(`speak ${tag} at the size of a ${size}, for everyone`, async () => {
        const dark = size === 'phone' && tag === 'zh-Hant';
        const { page, context, complaints } = await openPage(browser, { locale, viewport, dark, url: stand.url });
        const pages = { home: '/', coupon: `/q/${token}`, wrong: '/q/nonsense', missing: '/nowhere' };
        for (const [name, path] of Object.entries(pages)) {
          await page.goto(path);
          await page.locator('h1').waitFor();
          await page.waitForLoadState('networkidle');
          expect(await page.locator('html').getAttribute('lang')).toBe(tag);
          expect(await page.title()).not.toContain('{brand}');
          await shoot(page, `${name}-${tag}-${size}`);
          expect(await seriousFindings(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        }
        expect(complaints).toEqual([]);
        await context.close();
      });
    }
  }

  test('the landing page leads to every way to reach the shop', async () => {
    const { page, context } = await openPage(browser, { url: stand.url });
    await page.goto('/');
    const leads = await page.locator('main a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(leads).toEqual([
      '/chat',
      'https://t.me/quan_bot',
      'https://line.me/R/ti/p/@quan',
      '/chat?as=customer',
      '/chat?as=staff',
      '/chat?as=marketer',
      '/chat?as=owner',
    ]);
    await context.close();
  });

  test('a coupon scanned by any camera shows its code and leads staff to check it', async () => {
    const { page, context } = await openPage(browser, { url: stand.url });
    await page.goto(`/q/${token}`);
    await page.getByText(spellCode(code)).waitFor();
    expect(await page.getByRole('link', { name: 'Check it in Telegram' }).getAttribute('href')).toBe(
      `https://t.me/quan_bot?start=q-${token}`,
    );
    const inLine = page.getByRole('link', { name: 'Check it in LINE' });
    expect(await inLine.getAttribute('href')).toBe('https://line.me/R/ti/p/@quan');
    await page.getByRole('link', { name: 'Check this coupon' }).click();
    await page.getByText(`You said /check ${token}`).waitFor();
    expect(stand.heard.at(-1)).toMatchObject({ from: 'demo-staff', text: `/check ${token}` });
    await context.close();
  });
});
