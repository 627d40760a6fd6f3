import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settings } from '../../../src/settings.ts';
import type { QuanCommand, Shown } from '../command.ts';
import { generatedPages } from '../generated-pages.ts';
import { settingsOf } from '../open-app.ts';
import { table } from '../table.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export const config: QuanCommand = {
  name: 'config',
  usage: '[--write]',
  about: 'Shows the settings, secrets masked; --write makes .env.example and the tables of the docs.',
  options: { write: { type: 'boolean' } },
  async run(around, values) {
    if (values.write) return write();
    const values_ = settingsOf(around);
    const rows = Object.entries(settings).map(([name, setting]) => {
      const value = values_[name as keyof typeof settings];
      const secret = 'secret' in setting && setting.secret;
      const shown = value === undefined ? '' : secret ? '••••••' : String(value);
      return { name, value: shown, about: setting.about };
    });
    return {
      json: Object.fromEntries(rows.map(({ name, value }) => [name, value || null])),
      text: table(['SETTING', 'VALUE', 'WHAT IT IS'], rows.map(Object.values), ''),
    };
  },
};

function write(): Shown {
  const written: string[] = [];
  for (const { path, text } of generatedPages(root)) {
    if (current(path) === text) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    written.push(relative(root, path));
  }
  return { json: { written }, text: written.length > 0 ? written.join('\n') : 'Everything is up to date.' };
}

function current(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
