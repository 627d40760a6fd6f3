import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { readAmount } from './lib/money.ts';
import { type Setting, settings } from './settings.ts';

type Settings = typeof settings;
export type Config = { readonly [K in keyof Settings]: z.infer<Settings[K]['read']> };

/** Thrown once with every problem, each by the setting's name and with its remedy. */
export class ConfigError extends Error {
  readonly problems: { name: string; remedy: string }[];
  constructor(problems: { name: string; remedy: string }[]) {
    super(problems.map(({ name, remedy }) => `${name}: ${remedy}`).join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the environment, over `.env` of the working directory, over the defaults. `NAME_FILE` names a file that holds
 * the value of NAME, where the same place has no NAME. An empty value counts as missing. Throws `ConfigError`.
 */
export function readConfig(
  // biome-ignore lint/style/noProcessEnv: the one place that reads the environment
  environment: Record<string, string | undefined> = process.env,
  envFile = '.env',
): Config {
  const given: Record<string, string | undefined> = { ...readEnvFile(envFile), ...environment };
  const problems: { name: string; remedy: string }[] = [];
  const config: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settings) as [string, Setting][]) {
    const file = given[`${name}_FILE`]?.trim();
    const place = environment[`${name}_FILE`]?.trim() ? environment : given;
    let value = place[name]?.trim() || undefined;
    if (value === undefined && file) {
      const held = readSecret(file);
      if ('remedy' in held) {
        problems.push({ name: `${name}_FILE`, remedy: held.remedy });
        continue;
      }
      value = held.value;
    }
    const read = setting.read.safeParse(value);
    if (read.success) config[name] = read.data;
    else problems.push({ name, remedy: setting.remedy });
  }
  problems.push(...together(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config as Config;
}

/** The folder that the person is in; npm and `quan` work in the project's and tell theirs. */
export function folderOfPerson(): string {
  // biome-ignore lint/style/noProcessEnv: the one place that reads the environment
  return process.env.INIT_CWD ?? process.cwd();
}

function together(config: Record<string, unknown>): { name: string; remedy: string }[] {
  const problems: { name: string; remedy: string }[] = [];
  if (Boolean(config.LINE_CHANNEL_SECRET) !== Boolean(config.LINE_CHANNEL_ACCESS_TOKEN)) {
    const name = config.LINE_CHANNEL_SECRET ? 'LINE_CHANNEL_ACCESS_TOKEN' : 'LINE_CHANNEL_SECRET';
    problems.push({ name, remedy: `LINE needs both; ${settings[name].remedy}` });
  }
  const { PUBLIC_URL: url } = config;
  if (config.TELEGRAM_MODE === 'webhook' && !(typeof url === 'string' && isReachable(new URL(url)))) {
    problems.push({
      name: 'PUBLIC_URL',
      remedy: `TELEGRAM_MODE=webhook needs ${url ? 'https' : 'it'}; give the https address, or use TELEGRAM_MODE=polling.`,
    });
  }
  const { SPEND_PER_POINT: spend, BRAND_CURRENCY: currency } = config;
  if (typeof spend === 'string' && typeof currency === 'string' && !readAmount(spend, currency)) {
    problems.push({
      name: 'SPEND_PER_POINT',
      remedy: `${currency} has no such amount. ${settings.SPEND_PER_POINT.remedy}`,
    });
  }
  return problems;
}

/** Platforms call https only; on this machine itself a stand-in for one may call http. */
const isReachable = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

function readSecret(file: string): { value: string } | { remedy: string } {
  try {
    const value = readFileSync(file, 'utf8').trim();
    return value ? { value } : { remedy: 'The file is empty; put the value into it, or leave the setting out.' };
  } catch {
    return { remedy: 'The file cannot be read; give a path that this user may read.' };
  }
}

function readEnvFile(path: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return {};
  }
  const found: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const match = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match) found[match[1]!] = readValue(match[2]!);
  }
  return found;
}

/** Between quotes everything counts; without them a comment may follow. */
function readValue(text: string): string {
  const quoted = /^(["'])(.*?)\1(?:\s+#.*)?$/.exec(text);
  return quoted ? quoted[2]! : text.replace(/(?:^|\s+)#.*$/, '');
}
