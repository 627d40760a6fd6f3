// Draws the rich menus of LINE: node --import tsx web/menus/render.mjs
// Needs Chromium (/usr/bin/chromium, or the one given as an argument) and the fonts of Debian's fonts-noto-cjk.
import { writeFileSync } from 'node:fs';
// biome-ignore lint/correctness/noUnresolvedImports: it is there, in a file that Biome does not look into
import { chromium } from 'playwright-core';
import { areas } from '../../adapters/line/menus.ts';
import { lineMenu as en } from '../../src/words/en/line-menu.ts';
import { lineMenu as zhHans } from '../../src/words/zh-hans/line-menu.ts';
import { lineMenu as zhHant } from '../../src/words/zh-hant/line-menu.ts';
import { page } from './page.mjs';

const words = { en, 'zh-hant': zhHant, 'zh-hans': zhHans };
const MOST_BYTES = 1024 * 1024;

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--force-color-profile=srgb'],
});
const tab = await browser.newPage({ viewport: { width: 2500, height: 1686 } });
for (const role of ['customer', 'staff']) {
  for (const [language, t] of Object.entries(words)) {
    await tab.setContent(page(role, language, areas[role], t[role]));
    const picture = await tab.screenshot({ type: 'png' });
    if (picture.length > MOST_BYTES) throw new Error(`${role}.${language}: LINE takes pictures up to 1 MB`);
    writeFileSync(new URL(`${role}.${language}.png`, import.meta.url), picture);
  }
}
await browser.close();
