import { defineConfig } from 'vitest/config';
import { keptThread } from './kept-thread.ts';

/** How long a test may take, ms. Most mutants of code that waits are noticed by a test that waits for ever. */
const TEST_MS = Number(process.env['HEDDLE_MUTATION_TEST_MS']);

/** The tests of one folder of the core, in plain Node: those that its mutants are tried against. */
export default defineConfig({
  plugins: [keptThread()],
  test: {
    environment: 'node',
    include: (process.env['HEDDLE_MUTATION_TESTS'] ?? 'src-core/**/*.test.ts').split(','),
    isolate: false,
    setupFiles: ['campaigns/mutation/no-mutant-yet.ts'],
    testTimeout: TEST_MS,
    hookTimeout: TEST_MS,
  },
});
