import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settingsPages } from '../../adapters/command-line/settings-docs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test.each(settingsPages(root))('$path says what the settings are; else run npm run quan -- config --write', (page) => {
  expect(readFileSync(page.path, 'utf8')).toBe(page.text);
});
