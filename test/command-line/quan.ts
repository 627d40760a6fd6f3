import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { runCommand, type Surroundings } from '../../adapters/command-line/index.ts';
import type { Connection } from '../../adapters/postgres/index.ts';
import { ConfigError, readConfig } from '../../src/config.ts';

export interface Ran {
  exit: number;
  out: string;
  err: string;
  /** The standard output as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: what a machine gets, looked at by tests
  json(): any;
}

export const now = () => new Date();
const told = (exit: number, out: string, err: string): Ran => ({ exit, out, err, json: () => JSON.parse(out) });

/** The address of a test database as an operator would write it. */
export function urlOf({ host, port, user, password, database }: Connection): string {
  const at = `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}`;
  return host.startsWith('/') ? `${at}?host=${encodeURIComponent(host)}` : at.replace('localhost', host);
}

/** Runs a command in this process, in an environment of its own. */
export async function quan(
  environment: Record<string, string>,
  argv: string[],
  more: Partial<Surroundings> & { input?: string } = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await runCommand(argv, {
    config: settings(environment),
    clock: { now },
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    ...(more.input !== undefined && { stdin: Readable.from([more.input]) }),
    ...more,
  });
  return told(exit, out.join(''), err.join(''));
}

function settings(environment: Record<string, string>) {
  try {
    return readConfig(environment, '/nonexistent');
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

/** Runs a command as a person does: another process, from another folder. */
export async function quanProcess(environment: Record<string, string>, argv: string[], cwd: string): Promise<Ran> {
  const root = new URL('../..', import.meta.url).pathname;
  // biome-ignore lint/style/noProcessEnv: handed on as it is
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment, INIT_CWD: cwd };
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', ...argv], { cwd: root, env });
  const out: string[] = [];
  const err: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const exit = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return told(exit, out.join(''), err.join(''));
}
