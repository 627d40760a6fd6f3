import { readFileSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { makeDataDir, readyCluster } from './cluster.ts';
import { DATABASE, type Layout, type Log, layoutOf, PORT, ROLE } from './layout.ts';
import { readPostmaster, settleLeftover } from './leftover.ts';
import { livingOwner, takeOwnership } from './owner.ts';
import { startServer, stopServer } from './server.ts';
import { socketDirectory } from './socket.ts';
import { StartError } from './start-error.ts';
import { supervise } from './supervise.ts';

export type { Log } from './layout.ts';
export { StartError, type StartErrorCode } from './start-error.ts';

/** How to reach a database; `host` is the directory of its socket. */
export interface Connection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** The bundled PostgreSQL, running. `connection` stays true when the server dies and comes back. */
export interface RunningPostgres {
  connection: Connection;
  major: number;
  /** False when another process runs the server and this one only uses it. */
  owned: boolean;
  pid(): number | undefined;
  stop(): Promise<void>;
}

export interface OpenOptions {
  dataDir: string;
  log: Log;
  /** False only in tests: nothing is safe from a loss of power then. */
  durable?: boolean;
  /** Use the server of a living owner instead of refusing. */
  share?: boolean;
  /** How long an owner may take to leave before we refuse. */
  patienceMs?: number;
}

/** Opens the bundled PostgreSQL in `dataDir`: makes it, clears up after a killed run, keeps it running. */
export async function openPostgres(options: OpenOptions): Promise<RunningPostgres> {
  const binaries = findBinaries();
  await makeDataDir(options.dataDir);
  const at = layoutOf(realpathSync(options.dataDir));
  for (const end = performance.now() + (options.patienceMs ?? 3_000); ; ) {
    const taken = takeOwnership(at.owner);
    if (!('heldBy' in taken)) {
      try {
        return await own(options, at, binaries, taken.release);
      } catch (error) {
        taken.release();
        throw error;
      }
    }
    const shared = options.share ? await share(at, taken.heldBy, binaries.major) : undefined;
    if (shared) return shared;
    if (performance.now() > end) throw inUse(at, taken.heldBy);
    await sleep(100);
  }
}

async function own(options: OpenOptions, at: Layout, binaries: ReturnType<typeof findBinaries>, release: () => void) {
  const { log, durable = true } = options;
  const account = await chooseAccount(binaries, at.dataDir);
  const password = await readyCluster(at, binaries, account, durable, () => settleLeftover(at.cluster, log));
  const socket = socketDirectory(at, account);
  const plan = { at, binaries, account, socketDir: socket.path, durable, log };
  const server = await supervise({ start: () => startServer(plan), stop: stopServer }, log);
  return {
    connection: { host: socket.path, port: PORT, user: ROLE, password, database: DATABASE },
    major: binaries.major,
    owned: true,
    pid: server.pid,
    async stop() {
      await server.stop();
      socket.remove();
      release();
    },
  };
}

// The owner may still be starting; it is waited for as long as it lives.
async function share(at: Layout, owner: number, major: number): Promise<RunningPostgres | undefined> {
  while (livingOwner(at.owner) === owner) {
    const server = readPostmaster(at.cluster);
    if (server?.ready) {
      const password = readFileSync(at.password, 'utf8').trim();
      const connection = { host: server.socketDir, port: PORT, user: ROLE, password, database: DATABASE };
      return {
        connection,
        major,
        owned: false,
        pid: () => readPostmaster(at.cluster)?.pid,
        stop: async () => undefined,
      };
    }
    await sleep(50);
  }
  return undefined;
}

function inUse(at: Layout, pid: number): StartError {
  return new StartError(
    'data-dir-in-use',
    `Another Quanbot (process ${pid}) is using the data directory ${at.dataDir}.`,
    `Stop it, or give this one a directory of its own with DATA_DIR, or let both use one DATABASE_URL.`,
  );
}
