import { defineConfig } from '@playwright/test';

/** End-to-end tests: a real Electron. `npm run test:e2e` makes all that they need, a display too. */
export default defineConfig({
  testDir: '../electron/tests',
  testMatch: '*.e2e.ts',
  // Two windows at a time, also on two cores: most of the time a test waits for machines or nodes.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  outputDir: '../test-results',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
