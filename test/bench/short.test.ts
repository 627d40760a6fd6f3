import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

function bench(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/run.ts', ...args], { cwd: root });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

// No speed is asserted: a busy machine is no fault of the shop.
test('every bench runs for a moment and prints its figures as JSON', { timeout: 240_000 }, async () => {
  const { code, out, err } = await bench('--short', '--json');
  expect(err).not.toContain('Error');
  expect(code).toBe(0);
  const figures = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const figure of figures) {
    expect(Object.keys(figure)).toEqual(['name', 'value', 'unit', 'better', 'floor', 'goal', 'reference']);
    expect(figure.value).toBeTypeOf('number');
    expect(figure.value).toBeGreaterThanOrEqual(0);
    expect(figure.better).toMatch(/^(higher|lower)$/);
    expect(figure.reference).not.toBe('');
  }
  const names = figures.map(({ name }) => name as string);
  expect(new Set(names).size).toBe(names.length);
  for (const subject of [
    'claims',
    'flash',
    'p99',
    'refusal',
    'webhook',
    'redemptions',
    'broadcast',
    'sender',
    'segment',
    'job',
    'memory',
    'suggestions',
  ]) {
    expect(names.some((name) => name.includes(subject))).toBe(true);
  }
});

test('a bench that does not exist is named as such', { timeout: 30_000 }, async () => {
  const { code, out, err } = await bench('nothing');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('names: claims');
});
