import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDueBroadcasts } from '../../src/broadcasts/start-due.ts';
import { noteAbilities } from '../../src/outbox/note-abilities.ts';
import { scripted } from '../outbox/house.ts';
import { seriousFindings } from '../pages/findings.ts';
import { type Browser, buildPages, canLook, openBrowser, openPage, type Page, shoot } from '../pages/look.ts';
import { type ConsoleShop, openConsoleShop } from './console-shop.ts';

describe.skipIf(!canLook)('A marketer with a phone', { timeout: 60_000 }, () => {
  let shop: ConsoleShop;
  let browser: Browser;
  beforeAll(async () => {
    shop = await openConsoleShop({ pagesFolder: await buildPages() });
    const channel = scripted();
    shop.app.channels.set(channel.name, channel);
    await noteAbilities(shop.app, channel);
    await shop.query(
      `with made as (insert into customer (id, language, marketing, joined_at, agreed_version, created_at)
         select gen_random_uuid(), 'en', true, now(), '1', now() from generate_series(1, 12) returning id)
       insert into identity (customer_id, channel, address, created_at) select id, 'tape', id::text, now() from made`,
    );
    const amount = { kind: 'amount', amountMinor: 2_000 } as const;
    await shop.campaign({
      ref: 'LATTE',
      stock: 50,
      terms: { ...amount, name: { en: 'Latte <i>', 'zh-hant': '拿鐵' } },
    });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.close();
  });

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const agree = (page: Page, name: string) => page.getByRole('alertdialog').getByRole('button', { name, exact: true });
  const isSound = async (page: Page) => {
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  };

  test('looks before she sends, is told what changed, watches it go out and stops it, switches a trigger on after a look back, and ends claiming', async () => {
    const { page, context, complaints } = await openPage(browser, { url: shop.url });
    page.setDefaultTimeout(12_000);
    await page.goto(await shop.link(await shop.staff('marketer', 'Ploy')));
    await page.getByText('Signed in as Ploy').waitFor();

    await page.goto('/console/broadcasts');
    await page.getByText('Nothing has been broadcast yet.').waitFor();
    await page.getByRole('link', { name: 'New broadcast' }).click();
    expect(await button(page, 'Look before sending').isDisabled()).toBe(true);
    await page.getByLabel('Campaign').selectOption('LATTE');
    await page.getByText('Your own words above the campaign').click();
    await page.getByRole('textbox', { name: 'English' }).fill('Hi {nmae}');
    await button(page, 'Look before sending').click();
    await page.getByText('“{nmae}”').waitFor();
    await page.getByRole('textbox', { name: 'English' }).fill('Hi ');
    await page.getByRole('button', { name: 'name' }).first().click();
    await button(page, 'Look before sending').click();
    await page.getByText('Reaches 12 people who agreed to offers:').waitFor();
    await page.getByText('It can cost NT$240 at most.').waitFor();
    await page.locator('blockquote', { hasText: 'Hi {name}' }).waitFor();
    await isSound(page);
    await shoot(page, 'console-broadcast-flight');
    await shop.ask(await shop.signIn(await shop.staff('owner', 'Somchai')), 'PATCH /campaigns/LATTE', {
      terms: { amountMinor: 3_000 },
    });
    await button(page, 'Send').click();
    await page.getByText('the terms of the campaign have changed', { exact: false }).waitFor();
    await page.getByRole('alert').getByRole('button', { name: 'Look again' }).click();
    await page.getByText('It can cost NT$360 at most.').waitFor();
    const looks: (string | undefined)[] = [];
    page.on('request', (one) => {
      if (/v1\/broadcasts\/[0-9a-f-]{36}$/.test(one.url())) looks.push(one.headers()['x-by-itself']);
    });
    await button(page, 'Send').click();
    await page.getByText('It goes out in a minute.').waitFor();
    await page.waitForURL(/broadcasts\/[0-9a-f-]{36}$/);
    shop.clock.at = new Date(shop.clock.at.getTime() + 120_000);
    await startDueBroadcasts(shop.app);
    // Nobody reloads the page.
    await page.getByText('Sending: 0 of 12').waitFor();
    // And a page that looks by itself keeps no session open.
    expect(looks).toEqual([undefined, ...looks.slice(1).map(() => '1')]);
    expect(looks.length).toBeGreaterThan(1);
    await page.getByRole('row', { name: 'In all 12' }).waitFor();
    await button(page, 'Pause').click();
    await page.getByText('Paused: nothing goes out until you resume.').first().waitFor();
    await button(page, 'Stop').click();
    await isSound(page);
    await page.keyboard.press('Escape');
    await button(page, 'Stop').click();
    await agree(page, 'Stop').click();
    await page.getByText('Stopped. What was on its way still arrives.').waitFor();
    await page.getByRole('link', { name: 'All broadcasts' }).click();
    await page.getByRole('link', { name: /Latte <i> Stopped/ }).waitFor();

    await page.getByRole('combobox').selectOption('zh-hant');
    await page.goto('/console/triggers/welcome');
    await page.getByLabel('送哪一張優惠券').selectOption('LATTE');
    await button(page, '儲存').click();
    await page.getByText('優惠券：拿鐵（LATTE）').waitFor();
    await button(page, '最近 30 天').click();
    await page.getByText('這只是回顧試算', { exact: false }).waitFor();
    await button(page, '開啟').click();
    await page.getByText('已開啟，從現在起發生的都算。', { exact: false }).waitFor();
    await isSound(page);
    await shoot(page, 'console-trigger');
    expect(await shop.query('select name, state from trigger')).toEqual([{ name: 'welcome', state: 'on' }]);
    await button(page, '關閉').click();
    await agree(page, '關閉').click();
    await button(page, '開啟').waitFor();

    await page.goto('/console/campaigns/LATTE');
    await page.getByRole('heading', { name: '成效：拿鐵' }).waitFor();
    await button(page, '停止領取').click();
    await agree(page, '停止領取').click();
    await page.getByText('「拿鐵」已停止領取。').waitFor();
    await isSound(page);
    expect(await shop.query('select state from campaign')).toEqual([{ state: 'stopped' }]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
