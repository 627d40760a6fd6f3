import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import type { Connection } from '../../adapters/postgres/index.ts';

export interface Held {
  process: ChildProcess;
  /** Undefined when it was refused. */
  open?: Connection;
  owned?: boolean;
  server: number;
  refused?: string;
  message?: string;
  remedy?: string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

// vitest may have been started by the system's Node, which may be too old to read TypeScript.
const own = join(import.meta.dirname, '../../node_modules/.bin/node');
const node = existsSync(own) ? own : process.execPath;

/** Opens a data directory in another process, which can then be killed without warning. */
export async function hold(dataDir: string, share = false): Promise<Held> {
  const args = [join(import.meta.dirname, 'holder.ts'), dataDir, share ? 'share' : ''];
  const child = spawn(node, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Held;
    if (!said.open && !said.refused) continue;
    return {
      ...said,
      process: child,
      async kill() {
        child.kill('SIGKILL');
        await gone;
      },
      async stop() {
        child.stdin.write('stop\n');
        await gone;
      },
    };
  }
  throw new Error('the process that should hold the database ended without a word');
}

/** Asks one question on a connection of its own. */
export async function ask(connection: Connection, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection);
  // A server that is killed says so once more after it has cut the question off.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
