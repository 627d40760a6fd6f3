import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spellCode } from '../../src/lib/codes.ts';
import { seriousFindings } from './findings.ts';
import { HOSTILE } from './hostile.ts';
import { type Browser, buildPages, canLook, DESK, openBrowser, openPage, shoot } from './look.ts';
import { oneOfEverything } from './script.ts';
import { openStand, type Stand, someCoupon } from './stand.ts';

describe.skipIf(!canLook)('an open chat', { timeout: 60_000 }, () => {
  let stand: Stand;
  let browser: Browser;
  let card = { token: '', text: '' };
  const script = oneOfEverything(() => card);
  beforeAll(async () => {
    const pagesFolder = await buildPages();
    stand = await openStand({
      pagesFolder,
      script: (text, from) => (text === 'hostile' ? hostile : script(text, from)),
    });
    const { token, code } = someCoupon(stand.app);
    card = { token, text: spellCode(code) };
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stand?.close();
  });
  const hostile = HOSTILE.map((text, at) => ({
    title: text,
    text,
    image: at % 2 ? text : `https://pictures.invalid/${text}`,
    buttons: [
      { label: text, says: text },
      { label: `opens ${at}`, opens: text },
    ],
  }));
  const open = async (path = '/chat', more: { dark?: boolean; viewport?: typeof DESK } = {}) => {
    const seen = await openPage(browser, { url: stand.url, ...more });
    await seen.page.goto(path);
    await seen.page.getByText('Online').waitFor();
    const addressed = async () => {
      const { address } = (
        await stand.app.database.query(`select address from web_message order by id desc limit 1`)
      )[0];
      return address as string;
    };
    return { ...seen, addressed };
  };

  test('shows hostile texts as text, and runs nothing', async () => {
    const { page, complaints, context } = await open();
    await page.getByRole('textbox').fill('hostile');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: HOSTILE.at(-1)!, exact: true }).waitFor();
    for (const text of HOSTILE) expect(await page.locator('p.text').allTextContents()).toContain(text);
    const leads = await page.locator('a.tap').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(leads.filter((href) => href && /^(javascript|data):/i.test(href))).toEqual([]);
    await page.getByRole('textbox').fill(HOSTILE[3]!);
    await page.keyboard.press('Enter');
    await page.locator('.line.me', { hasText: 'onerror' }).waitFor();
    await page.waitForTimeout(300);
    const pictures = /img-src http:|pictures\.invalid/;
    expect(complaints.filter((complaint) => !pictures.test(complaint))).toEqual([]);
    expect(await page.locator('main script, main iframe, main style, main object').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await context.close();
  });

  test('shows what comes unasked, and changes a message in its place', async () => {
    const { page, addressed, context } = await open();
    await page.getByRole('textbox').fill('/points');
    await page.keyboard.press('Enter');
    await page.getByText('340 points').waitFor();
    const address = await addressed();
    const sent = await stand.chat.send(address, [{ text: 'Sent 1 of 9' }], crypto.randomUUID());
    await page.getByText('Sent 1 of 9').waitFor();
    const ref = sent.outcome === 'sent' ? sent.ref! : '';
    expect(await stand.chat.edit!(address, ref, { text: 'Sent 9 of 9' })).toMatchObject({ outcome: 'sent' });
    await page.getByText('Sent 9 of 9').waitFor();
    expect(await page.getByText('Sent 1 of 9').count()).toBe(0);
    await page.reload();
    await page.getByText('Sent 9 of 9').waitFor();
    expect(await page.getByText('Sent 1 of 9').count()).toBe(0);
    await context.close();
  });

  test('tells that the line is down, keeps what is said, and delivers it once when the line is back', async () => {
    const { page, context } = await open();
    await page.getByRole('textbox').fill('/points');
    await page.keyboard.press('Enter');
    await page.getByText('340 points').waitFor();
    await context.setOffline(true);
    await page.getByRole('textbox').fill('said in a tunnel');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(1_500);
    await context.setOffline(false);
    await page.getByText('I do not know “said in a tunnel”.').waitFor();
    expect(stand.heard.filter(({ text }) => text === 'said in a tunnel').length).toBeGreaterThan(0);
    expect(await page.getByText('said in a tunnel', { exact: true }).count()).toBe(1);
    await context.close();
  });

  test('a link joins for a campaign or checks a coupon, and can say nothing else', async () => {
    const before = stand.heard.length;
    for (const path of [
      '/chat?ref=LATTE',
      `/chat?check=${card.token}`,
      '/chat?say=/stop',
      '/chat?ref=a%20b',
      '/chat?check=<x>',
    ]) {
      const { page, context } = await open(path);
      await page.waitForTimeout(300);
      await page.reload();
      await page.getByText('Online').waitFor();
      await context.close();
    }
    expect(stand.heard.slice(before).map(({ text }) => text)).toEqual(['/start LATTE', `/check ${card.token}`]);
  });

  test('everything is done with the keyboard alone, and the code is shown large', async () => {
    const { page, context, complaints } = await open('/chat', { dark: true });
    await page.getByRole('button', { name: 'Start', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Agree' }).waitFor();
    await page.getByRole('textbox').focus();
    await page.keyboard.type('/claim LATTE');
    await page.keyboard.press('Enter');
    const large = page.getByRole('button', { name: 'Show large' });
    await large.waitFor();
    await page.waitForTimeout(200);
    await shoot(page, 'chat-dark-phone');
    expect(await seriousFindings(page)).toEqual([]);
    await large.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('img', { name: 'QR code' }).waitFor();
    await page.waitForTimeout(200);
    await shoot(page, 'chat-large-phone');
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('textbox').focus();
    const box = await page.getByRole('textbox').evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(box).not.toBe('none');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a command in the shop's words is a tap away", async () => {
    const { page, context } = await open();
    await page.getByRole('textbox').fill('either /points or 3/4 of https://x.example/points');
    await page.keyboard.press('Enter');
    await page.locator('.line.shop').waitFor();
    expect(await page.locator('button.command').allTextContents()).toEqual(['/points']);
    await page.locator('button.command').click();
    await page.getByText('340 points').waitFor();
    await context.close();
  });

  test('whatever can be tapped is 44 pixels high and wide', async () => {
    const { page, context } = await open();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('button', { name: 'Agree' }).waitFor();
    const small = await page
      .locator('button, a, select, textarea')
      .evaluateAll((all) =>
        all
          .map((one) => ({ name: one.textContent, ...one.getBoundingClientRect().toJSON() }))
          .filter(({ width, height }) => width > 0 && (width < 44 || height < 44)),
      );
    expect(small).toEqual([]);
    await context.close();
  });

  test('a chosen language is spoken at once, and the next time', async () => {
    const { page, context } = await open('/chat', { viewport: DESK, dark: true });
    await page.getByLabel('Language').selectOption('zh-hant');
    await page.getByText('已連線').waitFor();
    await page.getByRole('button', { name: '開始' }).click();
    await page.getByRole('button', { name: 'Agree' }).waitFor();
    await shoot(page, 'chat-dark-desk');
    expect(stand.heard.at(-1)).toMatchObject({ text: '/start', language: 'zh-hant', zone: expect.any(String) });
    await page.reload();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant');
    expect(await page.title()).toBe('與 Quan Coffee 聊天');
    await context.close();
  });
});
