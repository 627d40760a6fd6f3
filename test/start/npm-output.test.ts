import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;

/** Runs npm as a person does, without what an npm around us put into the environment. */
async function npm(...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  // biome-ignore lint/style/noProcessEnv: handed on as it is
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATA_DIR: `${tmpdir()}/quanbot-npm-output`, APP_KEY: '07'.repeat(32) };
  const child = spawn('npm', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (err += text));
  const exit = await new Promise<number>((done) => child.on('close', (code) => done(code ?? -1)));
  return { exit, out, err };
}

test('npm puts nothing of its own between the lines that a machine reads', { timeout: 120_000 }, async () => {
  const { exit, out, err } = await npm('run', 'quan', '--', 'config', '--json');
  expect([exit, err]).toEqual([0, expect.stringContaining('> quanbot@')]);
  const lines = out.split('\n').filter(Boolean);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

test('what npm has to say of a mistake is still seen', { timeout: 120_000 }, async () => {
  const { exit, err } = await npm('run', 'no-such-script');
  expect([exit, err]).toEqual([1, expect.stringContaining('Missing script')]);
});
