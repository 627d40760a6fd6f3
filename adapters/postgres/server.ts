import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, commandOf } from './account.ts';
import type { Binaries } from './binaries.ts';
import { type Layout, type Log, PORT } from './layout.ts';
import { readPostmaster } from './leftover.ts';
import { endOrphans } from './orphans.ts';
import { endServer } from './processes.ts';
import { StartError } from './start-error.ts';

export interface ServerPlan {
  at: Layout;
  binaries: Binaries;
  account: Account;
  socketDir: string;
  durable: boolean;
  log: Log;
}

// What PostgreSQL says while a killed server's children still hold its memory.
const STILL_LEAVING = /pre-existing shared memory block/;
const PATIENCE = 10_000;
const LOG_LIMIT = 5_000_000;
// Details and statements of failures would carry phone numbers and codes into the log file.
const DISCREET = { log_error_verbosity: 'terse', log_min_error_statement: 'panic' };
const FAST_AND_LOOSE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // Databases come and go by the hundred: nothing of them is worth a checkpoint of its own, or tidying up.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '8GB',
  autovacuum: 'off',
};

/** Starts the server, and returns it when it takes connections. */
export async function startServer(plan: ServerPlan): Promise<ChildProcess> {
  if (readPostmaster(plan.at.cluster)) await endOrphans(plan.at.cluster);
  for (const end = performance.now() + PATIENCE; ; ) {
    try {
      return await startOnce(plan);
    } catch (error) {
      if (!STILL_LEAVING.test((error as Error).message) || performance.now() > end) throw error;
      await sleep(200);
    }
  }
}

async function startOnce(plan: ServerPlan): Promise<ChildProcess> {
  const { at, account, log } = plan;
  const from = rotated(at.log);
  const output = openSync(at.log, 'a', 0o600);
  const [command, args] = commandOf(account, plan.binaries.postgres, serverArgs(plan));
  // In a session of its own, so that Ctrl-C reaches it only after the app has drained.
  const child = spawn(command, args, { ...account.spawn, cwd: '/', detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  let failure: Error | undefined;
  child.on('error', (error) => (failure = error));
  for (let waited = 0; ; waited += 1) {
    const left = readPostmaster(at.cluster);
    if (left?.ready && left.pid === child.pid) return child;
    if (failure || child.exitCode !== null || child.signalCode !== null)
      throw refused(failure?.message ?? tail(at.log, from));
    if (waited % 500 === 499) log.info({ pid: child.pid }, 'The database is still recovering');
    await sleep(waited < 500 ? 10 : 20);
  }
}

/** Stops a server that `startServer` returned. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.pid && child.exitCode === null && child.signalCode === null) await endServer(child.pid);
}

function serverArgs({ at, socketDir, durable }: ServerPlan): string[] {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: durable ? '100' : '900',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    cluster_name: 'quanbot',
    ...DISCREET,
    ...(durable ? {} : FAST_AND_LOOSE),
  };
  return [
    '-D',
    at.cluster,
    '-p',
    String(PORT),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
}

function rotated(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < LOG_LIMIT) return size;
  renameSync(file, `${file}.1`);
  return 0;
}

function tail(file: string, from: number): string {
  return readFileSync(file).subarray(from).toString('utf8').trim().split('\n').slice(-4).join(' | ');
}

function refused(said: string): StartError {
  const full = /No space left/i.test(said);
  return new StartError(
    'postgres-will-not-start',
    full ? 'The disk is full, so the database cannot start.' : `The database does not start: ${said}`,
    full
      ? 'Free some space and start again; nothing is lost.'
      : 'The whole story is in postgres.log in the data directory.',
  );
}
