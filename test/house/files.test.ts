import { expect, test } from 'vitest';
import { filesIn, placesOf, textOf } from './sources.ts';

const rooms = ['entities', 'src', 'adapters', 'jobs', 'web'];
const code = filesIn(rooms, /\.(ts|tsx|mjs)$/);
const server = filesIn(['entities', 'src', 'adapters', 'jobs', 'migrations'], /\.ts$/);

const found = (paths: string[], pattern: RegExp, allowed: RegExp) =>
  paths.filter((path) => !allowed.test(path)).flatMap((path) => placesOf(path, pattern));

test('there is something to look at', () => {
  expect(code.length).toBeGreaterThan(300);
  expect(placesOf('src/main.ts', /new Date\(\)/)).toHaveLength(1);
});

test('no file is longer than 200 lines', () => {
  const long = filesIn(rooms, /\.(ts|tsx|mjs|css|html)$/)
    .map((path) => ({ path, lines: textOf(path).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 200);
  expect(long).toEqual([]);
});

test('the time comes in at main alone', () => {
  expect(found(server, /new Date\(\)|\bDate\.now\(|Temporal\.Now\b/, /^src\/main\.ts$/)).toEqual([]);
});

test('the environment comes in at the configuration alone', () => {
  expect(found(server, /\bprocess\.env\b/, /^src\/config\.ts$/)).toEqual([]);
});

test('nobody writes past the log', () => {
  expect(found([...code, ...server], /(?<![/.\w])console\.\w+\(/, /^src\/main\.ts$/)).toEqual([]);
});

test('nothing is exported without a name', () => {
  expect(found(code, /^export default\b|\bas default\b/, /^$/)).toEqual([]);
});

// Managers are people of the shop.
const VAGUE = '(Manager|(Service|Helper|Util|Handler|Processor|Base|Impl|DTO|Dto)s?)';

test('no name says nothing', () => {
  const declared = new RegExp(
    `^(?!import\\b).*\\b(class|interface|type|function|const|let) (\\w*[a-z])?${VAGUE}\\b(?![ ,]*[,}])`,
  );
  const file = new RegExp(`(^|[-/.])${VAGUE}\\.\\w+$`, 'i');
  expect(found(code, declared, /^$/)).toEqual([]);
  expect(code.filter((path) => file.test(path))).toEqual([]);
});
