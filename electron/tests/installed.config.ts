import { defineConfig } from '@playwright/test';

/** The Debian package on a clean root, and the steps of the container: `npm run test:package`. */
export default defineConfig({
  testDir: 'installed',
  testMatch: '*.installed.ts',
  // A root takes minutes to make, and packages of Debian come from its mirror.
  timeout: 15 * 60_000,
  expect: { timeout: 60_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  outputDir: '../../test-results',
});
