import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// `npm test`: vitest, then one line that a machine can read as the very last.
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'quanbot-results-'));
const results = join(folder, 'results.json');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
// The terminal has sent it to the child already, which ends the server before it leaves.
process.on('SIGINT', () => undefined);

const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)));
const { passed, failed, skipped } = counts();
rmSync(folder, { recursive: true, force: true });
process.exitCode = code !== 0 || failed > 0 || passed === 0 ? code || 1 : 0;
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);

interface Results {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

function counts(): { passed: number; failed: number; skipped: number } {
  try {
    const all = JSON.parse(readFileSync(results, 'utf8')) as Results;
    // A file that cannot even be loaded has no tests that could fail.
    const broken = all.testResults.filter(
      (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
    );
    return {
      passed: all.numPassedTests,
      failed: all.numFailedTests + broken.length,
      skipped: all.numPendingTests + all.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
