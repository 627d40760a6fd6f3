import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    // Tests mostly wait for a database and for platforms, so that two cores carry more than two files.
    maxWorkers: 3,
    // Short proofs start processes of their own; more of them at once only wait for each other.
    maxConcurrency: 3,
    sequence: { sequencer: LongestFirst },
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    // No module keeps anything of a shop, so that files may share a process: to start one and to load everything anew
    // takes longer than most files do. Fewer and larger young generations, as `npm start` has them.
    isolate: false,
    execArgv: ['--max-semi-space-size=64', '--min-semi-space-size=64'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
  },
});
