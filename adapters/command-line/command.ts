import type { Readable } from 'node:stream';
import type { parseArgs } from 'node:util';
import type { Clock } from '../../src/app.ts';
import type { Config, ConfigError } from '../../src/config.ts';
import type { Explained } from '../../src/explain-refusal.ts';

/** What a command works in; main gives it. */
export interface Surroundings {
  /** The settings, or every problem with them; read from the environment when missing. */
  config?: Config | ConfigError;
  clock: Clock;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** Where `--file -` is read from. */
  stdin?: Readable;
  /** Where the person is, when not in `INIT_CWD`: a relative `--file` is looked for there. */
  cwd?: string;
}

/** What a command has to say: one value for machines, lines for people. */
export interface Shown {
  json: unknown;
  /** True when `json` is a list of which each item is a line of its own. */
  jsonLines?: boolean;
  text: string;
  exit?: number;
}

export type Values = Record<string, string | boolean | string[] | undefined>;

export interface QuanCommand {
  /** `campaign create`. */
  name: string;
  /** What follows the name: `--file F|-`. */
  usage: string;
  about: string;
  /** What may be given, for `--help`. */
  example?: string;
  options?: NonNullable<Parameters<typeof parseArgs>[0]>['options'];
  /** How many words may follow the name, and must. */
  words?: [least: number, most: number];
  run(around: Surroundings, values: Values, words: string[]): Promise<Shown>;
}

/** Why a command did not work, and what would make it work. */
export class CommandError extends Error implements Explained {
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string;
  constructor({ code, sentence, remedy }: Explained) {
    super(sentence);
    this.code = code;
    this.sentence = sentence;
    this.remedy = remedy;
  }
}

/** A command typed wrongly: exit code 2, with help. */
export class UsageError extends Error {}

/** The value of an option that must be there. */
export function needed(values: Values, name: string): string {
  const value = values[name];
  if (typeof value === 'string' && value) return value;
  throw new UsageError(`--${name} is missing.`);
}

/** A whole number of at least 1, when it is given. */
export function wholeNumber(values: Values, name: string): number | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^[1-9]\d{0,4}$/.test(value)) return Number(value);
  throw new UsageError(`--${name} needs a whole number from 1 to 99999.`);
}
