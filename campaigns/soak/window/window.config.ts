import { defineConfig } from '@playwright/test';

/** The program with its window for minutes: the second part of `npm run test:soak`. Not part of the tests. */
export default defineConfig({
  testDir: '.',
  testMatch: 'window-soak.ts',
  workers: 1,
  reporter: 'line',
  timeout: 24 * 3_600_000,
  outputDir: '../../../test-results',
});
