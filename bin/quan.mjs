#!/usr/bin/env node
// `quan` from any folder: prepares, then hands over to the Node that Quanbot brings along.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ownNode } from './prepare/install.mjs';
import { prepareOrExit } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
await prepareOrExit();

const node = existsSync(ownNode(root)) ? ownNode(root) : process.execPath;
const tsx = pathToFileURL(join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href;
// As npm does: the work is done in the project's folder, and INIT_CWD says where the person is.
const child = spawn(node, ['--import', tsx, 'src/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  // biome-ignore lint/style/noProcessEnv: handed on as it is
  env: { ...process.env, INIT_CWD: process.cwd() },
  stdio: 'inherit',
});

for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// A terminal sends Ctrl-C to both; a second one would mean "at once".
process.on('SIGINT', () => {
  if (!process.stdin.isTTY) child.kill('SIGINT');
});
child.on('error', (error) => {
  process.stderr.write(`quan cannot start ${node}: ${error.message}\n`);
  process.exitCode = 1;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
});
