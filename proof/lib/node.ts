import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const root = join(import.meta.dirname, '../..');

// We may have been started by a Node that is not the one the project brings.
const own = join(root, 'node_modules/.bin/node');

/** The Node that runs the project, and what makes it read TypeScript from any folder. */
export const node = existsSync(own) ? own : process.execPath;
export const readsTypeScript = ['--import', import.meta.resolve('tsx')];
export const tsconfig = { TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') };
