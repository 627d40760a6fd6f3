import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../lib/crew.ts';
import type { Plot } from '../lib/ground.ts';
import { node, readsTypeScript, root, tsconfig } from '../lib/node.ts';
import { APP_KEY } from '../lib/people.ts';

/** What a run of the command came to. */
export interface Ran {
  exit: number | null;
  out: string;
  err: string;
  seconds: number;
  /** The most memory that it ever had, in bytes. */
  most: number;
}

/** What a run may hold at once, in megabytes of heap; beyond it the process dies. */
const HEAP = '--max-old-space-size=128';

/** Runs `quan import` in a process of its own, and kills it when `until` says so. */
export async function importOnce(plot: Plot, path: string, until?: () => Promise<boolean>): Promise<Ran> {
  const began = performance.now();
  const args = ['import', 'purchases', path, '--source', 'proof', '--json'];
  const child = spawn(node, [HEAP, ...readsTypeScript, join(root, 'src/main.ts'), ...args], {
    cwd: root,
    env: { PATH: '/usr/bin:/bin', ...tsconfig, DATABASE_URL: plot.url, APP_KEY, DATA_DIR: '/nonexistent' },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  let over = false;
  const gone = new Promise<number | null>((resolve) => child.on('close', resolve)).finally(() => {
    over = true;
  });
  let most = 0;
  while (!over) {
    most = Math.max(most, memoryOf(child.pid!));
    if (await until?.()) child.kill('SIGKILL');
    await Promise.race([pause(until ? 5 : 100), gone]);
  }
  return { exit: await gone, out, err, seconds: (performance.now() - began) / 1000, most };
}

function memoryOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
