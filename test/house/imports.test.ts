import { expect, test } from 'vitest';
import { filesIn, type Import, importsOf } from './sources.ts';

const rooms = ['entities', 'src', 'adapters', 'jobs', 'migrations', 'web'];
const files = filesIn(rooms, /\.(ts|tsx)$/);
const imports = files.flatMap(importsOf);

/** Imports from a place that are not wanted there, each as one line. */
const wrong = (from: RegExp, unwanted: (to: string, one: Import) => boolean) =>
  imports.filter((one) => from.test(one.from) && unwanted(one.to, one)).map(({ from, to }) => `${from} → ${to}`);

test('every import of ours leads to a file', () => {
  const there = new Set([...files, ...filesIn(['web'], /./)]);
  const lost = imports.filter(({ ours, to }) => ours && !there.has(to) && !to.startsWith('node_modules/'));
  expect(lost).toEqual([]);
  expect(imports.length).toBeGreaterThan(1000);
});

test('entities know nobody', () => {
  expect(wrong(/^entities\//, (to, { ours }) => (ours ? !to.startsWith('entities/') : to !== 'typeorm'))).toEqual([]);
});

test('the shop knows neither channels nor jobs nor their libraries', () => {
  const platform =
    /^(adapters|jobs|web|test)\/|^(@line\/|telegraf|express|node-cron|vite|preact|undici|qrcode|bwip-js)/;
  expect(wrong(/^src\/(?!main)/, (to) => platform.test(to))).toEqual([]);
});

test('jobs know no channel', () => {
  expect(wrong(/^jobs\//, (to) => /^(adapters|web|test)\/|^src\/(commands|main)/.test(to))).toEqual([]);
});

test.each(['line', 'telegram', 'terminal'])('the channel %s hears and sends, and knows nothing else', (name) => {
  const known = new RegExp(`^adapters/(${name}/|adapter\\.ts$)|^src/(chat|lib|words)/`);
  expect(wrong(new RegExp(`^adapters/${name}/`), (to, { ours }) => ours && !known.test(to))).toEqual([]);
  expect(imports.filter(({ from }) => from.startsWith(`adapters/${name}/`)).length).toBeGreaterThan(2);
});

test('the web asks use cases, and knows neither commands nor other channels', () => {
  const strange = /^adapters\/(line|telegram|terminal|postgres|command-line)\/|^src\/(commands|main|outbox)|^jobs\//;
  expect(wrong(/^adapters\/web\//, (to) => strange.test(to))).toEqual([]);
});

test('pages know the shapes of the chat and the words, and nothing of the shop', () => {
  const shared = /^web\/|^src\/(words|lib)\/|^node_modules\//;
  expect(wrong(/^web\//, (to, { ours, typeOnly }) => ours && !typeOnly && !shared.test(to))).toEqual([]);
});

test('nobody imports in a circle', () => {
  const next = new Map(
    files.map((path) => [path, importsOf(path).flatMap(({ to, ours, typeOnly }) => (ours && !typeOnly ? [to] : []))]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (path: string, way: string[]): void => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    else if (!done.has(path)) {
      for (const to of next.get(path) ?? []) walk(to, [...way, path]);
      done.add(path);
    }
  };
  for (const path of files) walk(path, []);
  expect(circles).toEqual([]);
});
