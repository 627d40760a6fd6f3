import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newEnough, OLDEST_NODE, say, Unprepared } from './say.mjs';

const stampOf = (root) => join(root, 'node_modules', '.quanbot-installed');
export const ownNode = (root) => join(root, 'node_modules', '.bin', 'node');

export function lockHash(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

/** Whether what is installed is what the lockfile says, and a Node that can run it is there. */
export function packagesAreCurrent(root) {
  const [hash, node] = read(stampOf(root)).split(' ');
  if (hash !== lockHash(root)) return false;
  return node === 'own' ? existsSync(ownNode(root)) : newEnough(process.version);
}

/** Installs from the lockfile, unless somebody already did by hand. */
export async function installPackages(root, onChild) {
  rmSync(stampOf(root), { force: true });
  if (!installedByHand(root)) await install(root, onChild);
  const node = usableNode(root);
  writeFileSync(stampOf(root), `${lockHash(root)} ${node}`);
}

async function install(root, onChild) {
  say('Installing packages (once; about 200 MB) …');
  const since = performance.now();
  // Cut short, it must not look finished.
  rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true });
  // biome-ignore lint/style/noProcessEnv: npm tells here where it is
  const npm = process.env.npm_execpath;
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
    '--no-json',
    '--no-fund',
    '--no-audit',
  ];
  const [command, ...first] = npm?.endsWith('npm-cli.js') && existsSync(npm) ? [process.execPath, npm] : ['npm'];
  const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  child.on('spawn', () => onChild(child));
  const [status, signal, error] = await new Promise((resolve) => {
    child.on('error', (failure) => resolve([1, null, failure])).on('exit', (code, killed) => resolve([code, killed]));
  });
  if (error) throw new Unprepared('npm was not found. Install Node.js with npm from nodejs.org.');
  if (signal) throw new Unprepared(`the installation was interrupted (${signal}). Start again to finish it.`);
  if (status !== 0) {
    throw new Unprepared(
      'its packages could not be installed; npm says why above. Look at the network, then start again.',
    );
  }
  say(`Installed in ${((performance.now() - since) / 1000).toFixed(0)} s.`);
}

// npm writes down what it has put into node_modules; when that is the lockfile's content there is nothing to do.
function installedByHand(root) {
  const present = packages(join(root, 'node_modules', '.package-lock.json'));
  const wanted = packages(join(root, 'package-lock.json'));
  if (!present || !wanted) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || present[path]?.version === entry.version) return true;
    return entry.optional && !present[path] && !isForHere(entry);
  });
}

// What an optional package of another platform needs is left out with it, and names no platform itself.
function isForHere({ os, cpu, libc }) {
  const matches = (list, value) => list !== undefined && [list].flat().includes(value);
  return matches(os, process.platform) && matches(cpu, process.arch) && (!libc || matches(libc, 'glibc'));
}

function packages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

// npm scripts find node_modules/.bin/node first, so one that cannot run here has to go.
function usableNode(root) {
  const own = ownNode(root);
  if (existsSync(own)) {
    const { status, stdout } = spawnSync(own, ['--version'], { encoding: 'utf8' });
    if (status === 0 && newEnough(stdout)) return 'own';
    rmSync(own);
  }
  if (newEnough(process.version)) return 'system';
  throw new Unprepared(
    `it needs Node ${OLDEST_NODE.join('.')} or later, and this is ${process.version}. ` +
      'On Linux with glibc it brings its own; here, install a newer Node from nodejs.org and start again.',
  );
}

function read(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
