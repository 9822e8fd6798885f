import { defineConfig } from '@playwright/test';

/** How long the packaged program takes to its window: `npm run bench:start`. Not part of the tests. */
export default defineConfig({
  testDir: '.',
  testMatch: 'cold-start.ts',
  workers: 1,
  timeout: 20 * 60_000,
  outputDir: '../../test-results',
});
