import { forgetImports as forgetThem } from '../src/imports/forget-imports.ts';
import type { Job } from './job.ts';

/** Files that were never sent to their end, and rows that nobody has mended, are forgotten. */
export const forgetImports: Job = { name: 'forget-imports', at: '50 19 * * *', run: ({ app }) => forgetThem(app) };
