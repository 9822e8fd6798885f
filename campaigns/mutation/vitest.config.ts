import { defineConfig } from 'vitest/config';

/** The tests of one folder of the core, in plain Node: those that its mutants are tried against. */
export default defineConfig({
  test: {
    environment: 'node',
    include: (process.env['HEDDLE_MUTATION_TESTS'] ?? 'src-core/**/*.test.ts').split(','),
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
