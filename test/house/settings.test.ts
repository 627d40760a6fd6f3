import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generatedPages } from '../../adapters/command-line/generated-pages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test.each(generatedPages(root))('$path is as the code makes it; else run npm run quan -- config --write', (page) => {
  expect(readFileSync(page.path, 'utf8')).toBe(page.text);
});
