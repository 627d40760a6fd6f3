import pg from 'pg';
import { explainConnection } from '../../adapters/command-line/doctor/connection.ts';
import type { Log } from '../chat/channel.ts';
import { sqlState } from '../transaction.ts';

export interface Patience {
  /** How long a database is waited for that starts together with us. */
  patienceMs?: number;
  /** Resolves when we are told to stop meanwhile. */
  stopped?: Promise<unknown>;
}

const LONGEST_WAIT_MS = 3_000;

/** The database cannot be used; with what the person at the keyboard can do about it. */
class DatabaseError extends Error {
  readonly remedy: string;
  constructor(url: string, cause: unknown) {
    const { says, remedy } = explainConnection(cause, url);
    super(says, { cause });
    this.name = 'StartError';
    this.remedy = remedy;
  }
}

/** Waits until a database of the person's own takes connections; what no waiting mends is said at once. */
export async function awaitDatabase(url: string, log: Log, { patienceMs = 30_000, stopped }: Patience): Promise<void> {
  const end = performance.now() + patienceMs;
  for (let wait = 250, said = false; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await knock(url);
    } catch (error) {
      const left = end - performance.now();
      if (!comes(error) || left <= 0) throw new DatabaseError(url, error);
      if (!said) {
        const seconds = Math.round(patienceMs / 1000);
        log.warn({ reason: sqlState(error) }, `The database is not ready yet; waiting for it, at most ${seconds} s`);
      }
      said = true;
      const told = await Promise.race([pause(Math.min(wait, left)), stopped?.then(() => true) ?? never]);
      if (told) throw new DatabaseError(url, error);
    }
  }
}

async function knock(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Starting, recovering, or not there yet; a port that is passed on to nobody hangs up at once. */
function comes(error: unknown): boolean {
  const code = sqlState(error) ?? '';
  return /^(57P0[123]|ECONNREFUSED|ECONNRESET|ENOENT)$/.test(code) || /Connection terminated/.test(String(error));
}

const never = new Promise<never>(() => undefined);
const pause = (ms: number) => new Promise<false>((done) => setTimeout(done, ms, false));
