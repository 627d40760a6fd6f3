import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import type { Log } from './layout.ts';
import { PORT } from './layout.ts';
import { commandLineOf, endServer, goneWithin } from './processes.ts';
import { StartError } from './start-error.ts';

export interface Postmaster {
  pid: number;
  socketDir: string;
  ready: boolean;
}

/** What a server wrote about itself into its cluster, undefined when it has left properly. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!(pid > 0)) return undefined;
    return { pid, socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/** Ends the server that a killed process of ours left behind, and refuses to touch one that is not ours. */
export async function settleLeftover(cluster: string, log: Log): Promise<void> {
  const left = readPostmaster(cluster);
  if (!left) return;
  if (await isServerOf(left.pid, cluster)) {
    log.info({ pid: left.pid }, 'Replacing the database server that an earlier run left behind');
    await endServer(left.pid);
  } else if (await answers(left.socketDir)) {
    throw new StartError(
      'data-dir-foreign-server',
      `Another PostgreSQL serves ${cluster}, perhaps in another container.`,
      'Stop it first; two servers on the same files would destroy them. Several processes can share one database ' +
        'through DATABASE_URL.',
    );
  }
  // Only a server that was killed has left these.
  if (readPostmaster(cluster) && isTaken(left.pid)) forgetPid(cluster);
  rmSync(join(left.socketDir, `.s.PGSQL.${PORT}.lock`), { force: true });
}

// A replaced process needs a moment before its command line is readable, and one that ends loses it first.
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (await goneWithin(pid, 0)) return false;
  const words = commandLineOf(pid);
  return words.includes(cluster) && basename(words.trim().split(' ')[0] ?? '').includes('postgres');
}

// As PostgreSQL asks it: a server that is dead but not yet buried still has its number.
function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

// PostgreSQL would take whoever has the number now for a running server. A number that nobody can have keeps the rest
// of the file, by which it looks for shared memory still in use; deleting the file would lose that.
function forgetPid(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, ['2147483647', ...rest].join('\n'));
}

function answers(socketDir: string): Promise<boolean> {
  if (!socketDir) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect(join(socketDir, `.s.PGSQL.${PORT}`));
    const done = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(2_000, () => done(true));
    socket.on('connect', () => done(true)).on('error', () => done(false));
  });
}
