import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Setting, settings } from '../../src/settings.ts';

const all = Object.entries(settings) as [string, Setting][];
const START = '<!-- settings -->';
const END = '<!-- /settings -->';

/** What a setting is when nobody sets it, as it would be written. */
export function defaultOf({ read }: Setting): string {
  const value = read.safeParse(undefined).data;
  return value === undefined ? '' : String(value);
}

/** `.env.example`: every setting, its default or an example commented out. */
export function envExample(): string {
  const head = [
    '# Copy to .env and change what you need; everything has a default.',
    '# A secret can also lie in a file of its own: NAME_FILE=/path/to/it.',
  ];
  const blocks = all.map(([name, setting]) =>
    ['', ...wrap(setting.about), `# ${name}=${defaultOf(setting) || (setting.example ?? '')}`].join('\n'),
  );
  return `${[...head, ...blocks].join('\n')}\n`;
}

/** The table of all settings. */
export function settingsTable(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = all.map(([name, setting]) => {
    const value = defaultOf(setting);
    return `| \`${name}\` | ${value ? `\`${cell(value)}\`` : ''} | ${cell(setting.about)} |`;
  });
  return ['| Setting | Default | What it is |', '|---|---|---|', ...rows].join('\n');
}

/** Every page that is made from the settings, with what it should hold; the README's own text stays. */
export function settingsPages(root: string): { path: string; text: string }[] {
  const pages = [
    { path: join(root, '.env.example'), text: envExample() },
    { path: join(root, 'docs', 'configuration.md'), text: configurationPage() },
  ];
  const readme = join(root, 'README.md');
  if (!existsSync(readme)) return pages;
  const found = readFileSync(readme, 'utf8');
  const [from, to] = [found.indexOf(START), found.indexOf(END)];
  if (from < 0 || to < from) return pages;
  const text = `${found.slice(0, from + START.length)}\n${settingsTable()}\n${found.slice(to)}`;
  return [...pages, { path: readme, text }];
}

function configurationPage(): string {
  const remedies = all.map(([name, { remedy, secret }]) => `- \`${name}\`${secret ? ' (secret)' : ''}: ${remedy}`);
  return `${[
    '# Configuration',
    '',
    'Quanbot reads the environment, over `.env` in its folder, over these defaults. `NAME_FILE` names a file that holds',
    'the value of `NAME`. An empty value counts as missing. All problems are reported at once; `quan doctor` says more.',
    '',
    'This page is made by `npm run quan -- config --write` from `src/settings.ts`.',
    '',
    settingsTable(),
    '',
    '## What each may be',
    '',
    ...remedies,
  ].join('\n')}\n`;
}

function wrap(text: string): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    if (lines.at(-1)!.length + word.length > 110) lines.push('');
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines.map((line) => `#${line}`);
}
