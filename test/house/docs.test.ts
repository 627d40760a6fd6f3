import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { proofs } from '../../proof/proofs.ts';
import { filesIn, textOf } from './sources.ts';

const pages = ['README.md', ...filesIn(['docs'], /\.md$/)];
const root = new URL('../../', import.meta.url);

// Of files that somebody might add.
const EXAMPLES = /gift\.ts|forget-drafts\.ts|words\/ja\//;
const FILE = /`((?:src|adapters|jobs|entities|migrations|test|proof|bench|web|docs|bin)\/[\w./-]+)`/g;
const LINK = /\]\(([^):#]+)(?:#[^)]*)?\)|<img src="([^"]+)"/g;

/** What a page names by a pattern, with the page, without what is there. */
const missing = (pattern: RegExp, placeOf: (page: string, named: string) => URL) =>
  pages.flatMap((page) =>
    [...textOf(page).matchAll(pattern)]
      .map(([, one, other]) => (one ?? other)!)
      .filter((named) => !EXAMPLES.test(named) && !existsSync(placeOf(page, named)))
      .map((named) => `${page}: ${named}`),
  );

test('every file that a page names is there', () => {
  expect([...textOf('README.md').matchAll(FILE)].length).toBeGreaterThan(20);
  expect(missing(FILE, (_, named) => new URL(named, root))).toEqual([]);
});

test('every link to a page or picture leads there', () => {
  expect(missing(LINK, (page, named) => new URL(named, new URL(page, root)))).toEqual([]);
});

test('the README names every proof, and no other', () => {
  const named = [...textOf('README.md').matchAll(/npm run proof -- ([a-z-]+)`/g)].map(([, name]) => name!);
  expect(proofs.filter(({ name }) => !named.includes(name)).map(({ name }) => name)).toEqual([]);
  const there = (path: string) => existsSync(new URL(`proof/${path}`, root));
  expect(named.filter((name) => !there(`${name}.ts`) && !there(name))).toEqual([]);
});

test('a decision fits a screen', () => {
  const long = filesIn(['docs/decisions'], /\.md$/).filter((path) => textOf(path).split('\n').length > 61);
  expect(long).toEqual([]);
});
