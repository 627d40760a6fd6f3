// biome-ignore-all lint/correctness/noUnresolvedImports: the linter does not see the names of playwright-core
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';

export type { Browser, Page };

// biome-ignore-start lint/style/noProcessEnv: tests are told by the environment where the browser is
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Set to keep pictures of what was looked at. */
const SHOTS = process.env.SHOTS;
// biome-ignore-end lint/style/noProcessEnv: as above

/** Whether there is a browser to look with; says so loudly when there is none. */
export const canLook = existsSync(CHROMIUM);
if (!canLook) {
  process.stderr.write(
    `\n!!! PAGE TESTS SKIPPED: there is no browser at ${CHROMIUM}.\n!!! Install it (apt-get install chromium fonts-noto-cjk) or set CHROMIUM.\n\n`,
  );
}

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: QUIET });
}

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

export interface Seen {
  context: BrowserContext;
  page: Page;
  /** Whatever the browser complained about: policy reports, script errors, dialogs. */
  complaints: string[];
}

/** A page in a browser of its own, with everything that goes wrong written down. */
export async function openPage(
  browser: Browser,
  options: { locale?: string; viewport?: typeof PHONE; dark?: boolean; url: string },
): Promise<Seen> {
  const { locale = 'en-GB', viewport = PHONE, dark = false, url } = options;
  const context = await browser.newContext({
    locale,
    viewport,
    baseURL: url,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    deviceScaleFactor: viewport === PHONE ? 2 : 1,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) complaints.push(`policy: ${message.text()}`);
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      // biome-ignore lint/suspicious/noConsole: this runs in the browser, whose console the test reads
      console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { context, page, complaints };
}

let built: Promise<string> | undefined;

/** The pages, built afresh into a folder of their own; once for all test files that share a process. */
export function buildPages(): Promise<string> {
  built ??= buildAfresh();
  return built;
}

async function buildAfresh(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), `quanbot-test-${process.pid}-pages-`));
  await build({ configFile: join(import.meta.dirname, '../../vite.config.ts'), build: { outDir } });
  return outDir;
}

/** Keeps a picture, when somebody wants to look. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}
