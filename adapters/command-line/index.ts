import { parseArgs } from 'node:util';
import { ConfigError } from '../../src/config.ts';
import { type Explained, explainRefusal } from '../../src/explain-refusal.ts';
import { Refusal } from '../../src/refusal.ts';
import { wordsFor } from '../../src/words/index.ts';
import { CommandError, type QuanCommand, type Surroundings, UsageError, type Values } from './command.ts';
import { commands } from './commands.ts';
import { settingsOf } from './open-app.ts';

export type { Surroundings } from './command.ts';

const HELP = ['help', '--help', '-h'];

/** Runs one `quan` command. Gives the exit code: 0, 1 when it did not work, 2 when it was typed wrongly. */
export async function runCommand(argv: readonly string[], around: Surroundings): Promise<number> {
  if (argv.length === 0 || HELP.includes(argv[0]!)) {
    around.stdout.write(help());
    return 0;
  }
  const command = commandOf(argv);
  if (!command) {
    around.stderr.write(
      `There is no command “${argv.filter((word) => !word.startsWith('-')).join(' ')}”.\n\n${help()}`,
    );
    return 2;
  }
  const rest = argv.slice(command.name.split(' ').length);
  if (rest.some((word) => HELP.slice(1).includes(word))) {
    around.stdout.write(helpOf(command));
    return 0;
  }
  const asJson = rest.includes('--json');
  try {
    const { values, positionals } = read(command, rest);
    const shown = await command.run(around, values, positionals);
    const lines = shown.jsonLines ? (shown.json as object[]) : [shown.json];
    around.stdout.write(asJson ? lines.map((line) => `${JSON.stringify(line)}\n`).join('') : `${shown.text}\n`);
    return shown.exit ?? 0;
  } catch (error) {
    if (error instanceof UsageError) {
      around.stderr.write(`${error.message}\n\n${helpOf(command)}`);
      return 2;
    }
    for (const one of explained(error, around)) around.stderr.write(asJson ? `${JSON.stringify(one)}\n` : spelled(one));
    return 1;
  }
}

function commandOf(argv: readonly string[]): QuanCommand | undefined {
  const [one = '', two = ''] = argv;
  return commands.find(({ name }) => name === `${one} ${two}` || name === one);
}

function read({ options, words: [least, most] = [0, 0] }: QuanCommand, args: string[]) {
  try {
    const all = { ...options, json: { type: 'boolean' as const } };
    const { values, positionals } = parseArgs({ args, options: all, allowPositionals: most > 0 });
    if (positionals.length < least || positionals.length > most) throw new UsageError('Something is missing.');
    return { values: values as Values, positionals };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${(error as Error).message.split('. ')[0]}.`);
  }
}

/** What went wrong as code, sentence and remedy; a bug keeps its stack. */
function explained(
  error: unknown,
  around: Surroundings,
): (Explained | { code: string; sentence: string; remedy: string })[] {
  if (error instanceof ConfigError) {
    return error.problems.map(({ name, remedy }) => ({ code: 'setting', sentence: `${name} is not right.`, remedy }));
  }
  if (error instanceof CommandError) {
    return [{ code: error.code, sentence: error.sentence, remedy: error.remedy }];
  }
  if (error instanceof Refusal) {
    const { BRAND_NAME: name, BRAND_TIME_ZONE: zone, BRAND_CURRENCY: currency } = settingsOf(around);
    return [explainRefusal({ words: wordsFor({ name, zone, currency }) }, 'en', error)];
  }
  const { code, message, remedy, stack } = error as { code?: string; message: string; remedy?: string; stack?: string };
  if (code && remedy) return [{ code, sentence: message, remedy }];
  return [{ code: 'bug', sentence: stack ?? message, remedy: 'Please report this.' }];
}

const spelled = ({ code, sentence, remedy }: Explained) => `${code}: ${sentence}\n  → ${remedy}\n`;

const helpOf = ({ name, usage, about, example }: QuanCommand) =>
  `quan ${name}${usage && ` ${usage}`} [--json]\n  ${about}\n${example ? `\n${example}\n` : ''}`;

function help(): string {
  return `quan – the shop from the command line; every command takes --json\n\n${commands.map(helpOf).join('')}`.replaceAll(
    ' [--json]\n',
    '\n',
  );
}
