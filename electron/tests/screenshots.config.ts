import { defineConfig } from '@playwright/test';

/** Pictures of the running program for the README: `npm run screenshots`. Not part of the tests. */
export default defineConfig({
  testDir: '.',
  testMatch: 'screenshots.ts',
  workers: 2,
  fullyParallel: true,
  timeout: 20 * 60_000,
  expect: { timeout: 60_000 },
  outputDir: '../../test-results',
});
