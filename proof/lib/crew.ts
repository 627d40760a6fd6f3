import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Connection } from '../../adapters/postgres/index.ts';
import { node, readsTypeScript, root, tsconfig } from './node.ts';
import type { Answers, Asked, Op, Ops, Orders } from './worker.ts';

/** What came of a call: an answer, a refusal, or nobody knows. */
export type Result<T> = { done: T } | { refused: string } | { unknown: string } | { bug: string };

/** A process with the whole house in it, on the database of the proof. */
export interface Hand {
  readonly alive: boolean;
  call<O extends Op>(op: O, what: Ops[O]): Promise<Result<Answers[O]>>;
  kill(): void;
  close(): Promise<void>;
}

/** Starts a process, and returns it when it takes calls. */
export async function startHand(connection: Connection, orders: Omit<Orders, 'connection'> = {}): Promise<Hand> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'worker.ts'), [], {
    cwd: root,
    execPath: node,
    execArgv: readsTypeScript,
    env: { PATH: '/usr/bin:/bin', ...tsconfig },
    stdio: ['ignore', 'ignore', orders.quiet ? 'ignore' : 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (result: Result<never>) => void>();
  let next = 1;
  let alive = true;
  const gone = once(child, 'exit');
  const fall = () => {
    alive = false;
    for (const resolve of waiting.values()) resolve({ unknown: 'the process died' });
    waiting.clear();
  };
  child.on('exit', fall);
  child.on('error', fall);
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (said: Asked) => {
      if ('ready' in said) return resolve();
      waiting.get(said.id)?.(said.result as Result<never>);
      waiting.delete(said.id);
    });
    void gone.then(() => reject(new Error('a process of the proof ended before it was ready')));
  });
  child.send({ ...orders, connection } satisfies Orders);
  await ready;
  return {
    get alive() {
      return alive;
    },
    call: (op, what) =>
      new Promise((resolve) => {
        if (!alive) return resolve({ unknown: 'the process is dead' });
        const id = next++;
        waiting.set(id, resolve as (result: Result<never>) => void);
        child.send({ id, op, what }, (error) => {
          if (!error || !waiting.delete(id)) return;
          resolve({ unknown: 'the process is dead' });
        });
      }),
    kill: () => void child.kill('SIGKILL'),
    async close() {
      if (!alive) return;
      child.disconnect();
      await gone;
    },
  };
}

/** Starts several at once. */
export function startHands(count: number, connection: Connection, orders: Omit<Orders, 'connection'> = {}) {
  return Promise.all(Array.from({ length: count }, () => startHand(connection, orders)));
}

/** Calls again what certainly never began: on a busy machine a connection may not be had in time. */
export async function surely<O extends Op>(hand: () => Hand, op: O, what: Ops[O]): Promise<Result<Answers[O]>> {
  for (let tries = 1; ; tries++) {
    const result = await hand().call(op, what);
    if (tries === 10 || !('unknown' in result) || !/when trying to connect/.test(result.unknown)) return result;
  }
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Works through `all`, so many at a time. */
export async function together<T>(all: Iterable<T>, most: number, work: (one: T) => Promise<void>): Promise<void> {
  const from = all[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (let next = from.next(); !next.done; next = from.next()) await work(next.value);
    }),
  );
}
