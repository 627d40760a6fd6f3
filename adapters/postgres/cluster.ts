import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  access,
  chmod,
  constants,
  lchown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Account, commandOf } from './account.ts';
import type { Binaries } from './binaries.ts';
import { DATABASE, type Layout, ROLE } from './layout.ts';
import { StartError } from './start-error.ts';

const STAGING = 'postgres-new-';

/** The data directory itself. Where root hands the database to another account, that one must be able to pass through. */
export async function makeDataDir(dataDir: string): Promise<void> {
  const root = process.getuid?.() === 0;
  try {
    await mkdir(dataDir, { recursive: true, mode: root ? 0o711 : 0o700 });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      'data-dir-not-ours',
      `The data directory ${dataDir} cannot be written by you (${(error as Error).message}).`,
      `If it was made by root: sudo chown -R $(id -u):$(id -g) ${dataDir}. Or name another with DATA_DIR.`,
    );
  }
  const { uid, mode } = await stat(dataDir);
  if (root && uid === 0 && (mode & 0o001) === 0) await chmod(dataDir, (mode & 0o777) | 0o011);
}

/**
 * Makes the cluster when there is none, or sees to the one there is, and returns its password.
 * `settle` ends whoever still serves it, before anything in it is touched.
 */
export async function readyCluster(
  at: Layout,
  binaries: Binaries,
  account: Account,
  durable: boolean,
  settle: () => Promise<void>,
): Promise<string> {
  await checkMajor(at.cluster, binaries.major);
  await settle();
  for (const name of await readdir(at.dataDir)) {
    if (name.startsWith(STAGING)) await rm(join(at.dataDir, name), { recursive: true, force: true });
  }
  const known = existsSync(at.password);
  if (!known) await writeFile(at.password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const password = (await readFile(at.password, 'utf8')).trim();
  if (!existsSync(at.cluster)) {
    await makeCluster(at, binaries, account, password, durable);
    return password;
  }
  await own(at.cluster, account);
  if (!known) await single(at.cluster, binaries, account, [`alter role ${ROLE} password '${password}'`]);
  return password;
}

/** Refuses a cluster of another major version of PostgreSQL, which its files cannot be read by. */
export async function checkMajor(cluster: string, major: number): Promise<void> {
  if (!existsSync(cluster)) return;
  const found = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => 'unknown');
  if (found.trim() === String(major)) return;
  throw new StartError(
    'data-dir-other-major',
    `The database in ${cluster} was made by PostgreSQL ${found.trim()}, and this Quanbot brings PostgreSQL ${major}.`,
    `Start the Quanbot that made it, or restore a dump of it into a new data directory, ` +
      `or serve it with a PostgreSQL ${found.trim()} of your own through DATABASE_URL. Nothing was changed.`,
  );
}

async function makeCluster(at: Layout, binaries: Binaries, account: Account, password: string, durable: boolean) {
  const staging = await mkdtemp(join(at.dataDir, STAGING));
  await lchown(staging, account.files.uid, account.files.gid);
  const cluster = join(staging, 'cluster');
  // The built-in locale knows Unicode and never changes its order with the system's libraries.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const safety = durable ? [] : ['--no-sync'];
  await attempt(account, binaries.initdb, [
    '-D',
    cluster,
    '-U',
    'postgres',
    '-A',
    'reject',
    '-k',
    ...locale,
    ...safety,
  ]);
  await writeFile(join(cluster, 'pg_hba.conf'), 'local all all scram-sha-256\n');
  // Whoever tries passwords needs long for each; tests connect thousands of times, and guard nothing.
  const haste = durable ? [] : ['set scram_iterations = 1'];
  await single(cluster, binaries, account, [
    ...haste,
    `create role ${ROLE} login createdb password '${password}'`,
    `grant pg_monitor, pg_checkpoint to ${ROLE}`,
    // Tests empty their databases at one go.
    ...(durable ? [] : [`grant set on parameter session_replication_role to ${ROLE}`]),
    `create database ${DATABASE} owner ${ROLE}`,
  ]);
  // A cluster is there whole or not at all, whenever this process dies.
  await rename(cluster, at.cluster);
  await rm(staging, { recursive: true });
}

async function single(cluster: string, binaries: Binaries, account: Account, statements: string[]): Promise<void> {
  const args = ['--single', '-D', cluster, '-c', 'password_encryption=scram-sha-256', '-c', 'exit_on_error=on'];
  await attempt(account, binaries.postgres, [...args, 'postgres'], `${statements.join('\n')}\n`);
}

async function attempt(account: Account, program: string, args: string[], input = ''): Promise<void> {
  const [command, rest] = commandOf(account, program, args);
  const child = spawn(command, rest, { ...account.spawn, cwd: '/', stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code === 0) return;
  throw new StartError(
    'postgres-will-not-start',
    `The database could not be made: ${said.trim().split('\n').slice(-3).join(' ')}`,
    'Look at free space and permissions of the data directory, then start again.',
  );
}

// A checkout may change hands: started as root here, moved under a private home there.
async function own(cluster: string, account: Account): Promise<void> {
  const { uid } = await stat(cluster);
  if (uid === account.files.uid) return;
  if (process.getuid?.() !== 0) {
    throw new StartError(
      'data-dir-not-ours',
      `The database in ${cluster} belongs to another user of this machine (number ${uid}).`,
      `Start as that user or as root, or give it to yourself: sudo chown -R $(id -u):$(id -g) ${dirname(cluster)}`,
    );
  }
  const names = await readdir(cluster, { recursive: true });
  for (const name of ['', ...names]) await lchown(join(cluster, name), account.files.uid, account.files.gid);
}
