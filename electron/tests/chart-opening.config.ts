import { defineConfig } from '@playwright/test';

/** How long a chart takes from the click to its line: `npm run bench:charts`. Not part of the tests. */
export default defineConfig({
  testDir: '.',
  testMatch: 'chart-opening.ts',
  workers: 1,
  timeout: 20 * 60_000,
  outputDir: '../../test-results',
});
