import { ConfigError, readConfig } from './config.ts';
import { chat } from './main/chat.ts';
import { serve } from './main/serve.ts';
import { isWeather } from './transaction.ts';

/** The clock of the whole house; tests put another in its place. */
const clock = { now: () => new Date() };

async function main(words: string[]): Promise<number> {
  const [first] = words;
  if (first === undefined) return serve(readConfig(), clock);
  if (first === 'chat') return chat(readConfig(), clock, words.slice(1));
  const { runCommand } = await import('../adapters/command-line/index.ts');
  return runCommand(words, { clock, stdout: process.stdout, stderr: process.stderr });
}

/** What went wrong and what to do, instead of a stack; a stack only for what we did not foresee. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) {
    return ['Some settings do not fit:', ...error.problems.map(({ name, remedy }) => `  ${name}: ${remedy}`)].join(
      '\n',
    );
  }
  if (isWeather(error)) {
    const { message } = error as Error;
    return `The database does not answer: ${message}\nStart it, or correct DATABASE_URL; \`npm run quan -- doctor\` says more.`;
  }
  const { message, remedy } = error as { message: string; remedy?: string };
  if (remedy) return `${message}\n${remedy}`;
  return error instanceof Error ? (error.stack ?? message) : String(error);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
