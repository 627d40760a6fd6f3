import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { StartError } from './start-error.ts';

/** Who PostgreSQL runs as. It refuses root, so root has to become somebody else. */
export interface Account {
  readonly name: string;
  /** The owner its files must have, as seen from here. */
  readonly files: { uid: number; gid: number };
  readonly spawn: { uid?: number; gid?: number };
  readonly prefix: string[];
}

const run = promisify(execFile);
// Inside, the process sees itself and the files of its real owner as this one's; no path needs opening up.
const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];

/** The first account that can execute PostgreSQL and enter the data directory. */
export async function chooseAccount(binaries: Binaries, dataDir: string): Promise<Account> {
  const failures: string[] = [];
  for (const account of candidates(dataDir)) {
    try {
      const check = ['sh', '-c', 'test -x "$1" && exec "$2" --version', 'sh', dataDir, binaries.postgres];
      const [command, ...args] = [...account.prefix, ...check] as [string, ...string[]];
      await run(command, args, { ...account.spawn, cwd: '/' });
      return account;
    } catch (error) {
      const said = (error as { stderr?: string }).stderr?.trim().split('\n').pop();
      failures.push(`as ${account.name}: ${said || `may not enter ${dataDir} or execute ${binaries.postgres}`}`);
    }
  }
  throw new StartError(
    'postgres-needs-an-account',
    `PostgreSQL cannot be run here (${failures.join('; ') || 'it refuses to run as root'}).`,
    'Start Quanbot as an ordinary user, or move it to a folder others may enter (such as /opt/quanbot), ' +
      'or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function* candidates(dataDir: string): Generator<Account> {
  const me = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
  if (me.uid !== 0 && hasName()) yield { name: 'yourself', files: me, spawn: {}, prefix: [] };
  if (process.platform !== 'linux') return;
  if (me.uid === 0) {
    for (const name of ['postgres', 'nobody']) {
      const id = accountId(name);
      if (id) yield { name, files: id, spawn: id, prefix: [] };
    }
  }
  yield { name: 'user namespace', files: me, spawn: {}, prefix: NAMESPACE };
  // Root in somebody's private home: only its owner may pass there without being root.
  const { uid, gid } = statSync(dirname(dataDir));
  if (me.uid === 0 && uid !== 0) yield { name: `user ${uid}`, files: { uid, gid }, spawn: { uid, gid }, prefix: [] };
}

// PostgreSQL fails for a user number without an entry in the system's list.
function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

function accountId(name: string): { uid: number; gid: number } | undefined {
  if (!existsSync('/etc/passwd')) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [uid, gid] = (line ?? '').split(':').slice(2, 4).map(Number);
  return uid && gid ? { uid, gid } : undefined;
}

/** The command that runs a program of PostgreSQL as this account, told to stop when our process dies. */
export function commandOf(account: Account, program: string, args: string[]): [string, string[]] {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file));
  const mortal = setpriv ? [setpriv, '--pdeathsig', 'INT', '--'] : [];
  const [command, ...rest] = [...account.prefix, ...mortal, program, ...args] as [string, ...string[]];
  return [command, rest];
}
