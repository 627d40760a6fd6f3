import type { ChildProcess } from 'node:child_process';
import type { Log } from './layout.ts';

export interface Supervised {
  pid(): number | undefined;
  stop(): Promise<void>;
}

const LONGEST = 30_000;
const STEADY = 60_000;

interface Life {
  start(): Promise<ChildProcess>;
  stop(child: ChildProcess): Promise<void>;
}

/** Keeps a server running: after each death it comes back, at once slower and slower, until told to stop. */
export async function supervise(server: Life, log: Log): Promise<Supervised> {
  let child: ChildProcess | undefined = await server.start();
  let starting: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped: Promise<void> | undefined;
  let delay = 1_000;

  function watch(alive: ChildProcess): void {
    const since = performance.now();
    alive.unref();
    const fallen = () => {
      child = undefined;
      if (stopped) return;
      if (performance.now() - since > STEADY) delay = 1_000;
      log.error({ code: alive.exitCode, signal: alive.signalCode, delay }, 'The database server died and is restarted');
      again();
    };
    if (alive.exitCode !== null || alive.signalCode !== null) fallen();
    else alive.once('exit', fallen);
  }

  function again(): void {
    timer = setTimeout(() => {
      starting = restart();
    }, delay);
    delay = Math.min(delay * 2, LONGEST);
  }

  async function restart(): Promise<void> {
    try {
      child = await server.start();
      log.info({ pid: child.pid }, 'The database server is back');
      watch(child);
    } catch (error) {
      if (stopped) return;
      log.error({ err: error, delay }, 'The database server does not come back yet');
      again();
    }
  }

  async function end(): Promise<void> {
    clearTimeout(timer);
    await starting;
    clearTimeout(timer);
    if (child) await server.stop(child);
  }

  watch(child);
  return {
    pid: () => child?.pid,
    stop: () => (stopped ??= end()),
  };
}
