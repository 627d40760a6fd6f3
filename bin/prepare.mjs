// Runs on the machine's own Node (20 or later) before every npm script, when nothing may be installed yet:
// installs the packages when the lockfile changed, builds the pages when they changed. Speaks on standard error only.
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages, packagesAreCurrent } from './prepare/install.mjs';
import { locked } from './prepare/lock.mjs';
import { buildPages, pagesAreCurrent } from './prepare/pages.mjs';
import { Unprepared } from './prepare/say.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Brings packages and pages up to date; quick when they are. */
export async function prepare() {
  if (packagesAreCurrent(root) && pagesAreCurrent(root)) return;
  await locked(join(root, 'dist'), async (onChild) => {
    if (!packagesAreCurrent(root)) await installPackages(root, onChild);
    if (!pagesAreCurrent(root)) buildPages(root);
  });
}

/** Prepares, and ends the process with a plain sentence when that is impossible. */
export async function prepareOrExit() {
  try {
    await prepare();
  } catch (error) {
    if (!(error instanceof Unprepared)) throw error;
    process.stderr.write(`\nQuanbot cannot start: ${error.message}\n`);
    process.exit(1);
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await prepareOrExit();
