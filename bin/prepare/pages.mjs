import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lockHash, ownNode } from './install.mjs';
import { say, Unprepared } from './say.mjs';

const stampOf = (root) => join(root, 'dist', '.pages-built');

/** Whether the built pages come from the sources as they are. */
export function pagesAreCurrent(root) {
  if (!existsSync(join(root, 'vite.config.ts'))) return true;
  if (!existsSync(join(root, 'dist', 'web')) || !existsSync(stampOf(root))) return false;
  return readFileSync(stampOf(root), 'utf8') === hashOfSources(root);
}

export function buildPages(root) {
  say('Building the pages …');
  rmSync(stampOf(root), { force: true });
  const hash = hashOfSources(root);
  const node = existsSync(ownNode(root)) ? ownNode(root) : process.execPath;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Unprepared('its pages could not be built; the reason stands above.');
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stampOf(root), hash);
}

function hashOfSources(root) {
  const hash = createHash('sha256').update(lockHash(root));
  for (const file of sourcesOf(root)) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

// The pages' own folder, and what its files import from elsewhere in the house.
function sourcesOf(root) {
  const web = join(root, 'web');
  const found = new Set([join(root, 'vite.config.ts')]);
  if (existsSync(web)) {
    for (const name of readdirSync(web, { recursive: true })) {
      if (statSync(join(web, name)).isFile()) found.add(join(web, name));
    }
  }
  for (const file of found) {
    if (!/\.[cm]?[jt]sx?$/.test(file)) continue;
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/['"](\.\.?\/[^'"\n]+\.\w+)['"]/g)) {
      const target = resolve(dirname(file), path);
      if (existsSync(target) && statSync(target).isFile()) found.add(target);
    }
  }
  return [...found].sort();
}
